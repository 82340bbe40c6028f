import type { OverridesView } from '../../../domain/Override.ts';
import { type Cli, print } from '../Cli.ts';
import { connect } from '../connect.ts';
import { overrideLines } from '../format/overrideLines.ts';

/** Shows what overruled proposals would have made or lost, and who was right. */
export async function overrides(cli: Cli): Promise<number> {
  const desk = connect(cli.environment.home, 'operator');
  const [state, view] = await Promise.all([desk.state(), desk.get<OverridesView>('/api/overrides')]);
  print(cli, view, () => [state.modeNotice, ...overrideLines(view)]);
  return 0;
}
