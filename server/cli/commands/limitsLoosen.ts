import type { LimitsView } from '../../../domain/views.ts';
import { type Cli, print } from '../Cli.ts';
import { CliError } from '../CliError.ts';
import { connect } from '../connect.ts';
import { changeLine, limitLines } from '../format/limitLines.ts';

/** Shows what would be loosened, asks, and puts exactly that in force. Where nobody can be asked the reason stands for it. */
export async function limitsLoosen(
  cli: Cli,
  keys: readonly string[],
  options: { reason: string },
): Promise<number> {
  const desk = connect(cli.environment.home, 'approver');
  const [state, shown] = await Promise.all([desk.state(), desk.get<LimitsView>('/api/limits')]);
  if (shown.waitingHash === null) {
    print(cli, shown, () => [state.modeNotice, 'No limit of the configuration waits to be loosened.']);
    return 0;
  }
  if (cli.terminal.interactive && !cli.json) {
    const chosen = shown.waiting.filter(({ key }) => keys.length === 0 || keys.includes(key));
    for (const line of [state.modeNotice, ...chosen.map(changeLine)]) cli.terminal.out(line);
    const answer = await cli.terminal.ask('Type LOOSEN to allow this; approvals that wait become void.');
    if (answer !== 'LOOSEN') {
      throw new CliError('Not confirmed. The stricter limits stay in force.', { exitCode: 2 });
    }
  }
  const view = await desk.post<LimitsView>('/api/limits/loosen', {
    ...(keys.length > 0 && { keys }),
    shown: shown.waitingHash,
    reason: options.reason,
  });
  print(cli, view, () => [state.modeNotice, ...limitLines(view)]);
  return 0;
}
