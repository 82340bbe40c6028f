import { type Cli, print } from '../Cli.ts';
import { readModels } from '../readModels.ts';

/** Lists the models as shipped with what their cards say of how far to trust them; a broken one fails the command. */
export async function modelsList(cli: Cli): Promise<number> {
  const models = await readModels();
  print(cli, models, () =>
    models.flatMap(({ kind, name, version, caveat }) => [`${kind}: ${name} ${version}`, `  ${caveat}`]),
  );
  return 0;
}
