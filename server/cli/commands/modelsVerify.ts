import { type Cli, print } from '../Cli.ts';
import { readModels } from '../readModels.ts';

/** Loads every model as shipped, which checks its checksums, its features and its card. */
export async function modelsVerify(cli: Cli): Promise<number> {
  const models = await readModels();
  print(cli, { ok: true, models }, () =>
    models.map(({ kind, name, version }) => `✓ ${kind}: ${name} ${version} is what its card says.`),
  );
  return 0;
}
