import type { KillView } from '../../../domain/views.ts';
import { type Cli, print } from '../Cli.ts';
import { connect } from '../connect.ts';
import { killLines } from '../format/killLines.ts';

/** Takes the kill switch back. */
export async function rearm(cli: Cli, options: { reason: string }): Promise<number> {
  const desk = connect(cli.environment.home, 'approver');
  const view = await desk.post<KillView>('/api/rearm', { reason: options.reason });
  const state = await desk.state();
  print(cli, view, () => [state.modeNotice, ...killLines(view), `Trading state: ${state.tradingState}.`]);
  return 0;
}
