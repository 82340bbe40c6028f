import type { LimitsView } from '../../../domain/views.ts';
import { type Cli, print } from '../Cli.ts';
import { connect } from '../connect.ts';
import { limitLines } from '../format/limitLines.ts';

/** Shows the limits in force, what waits to be loosened, and how they came to be. */
export async function limits(cli: Cli): Promise<number> {
  const desk = connect(cli.environment.home, 'operator');
  const [state, view] = await Promise.all([desk.state(), desk.get<LimitsView>('/api/limits')]);
  print(cli, view, () => [state.modeNotice, ...limitLines(view)]);
  return 0;
}
