import { join } from 'node:path';
import type { KillLevel } from '../../../domain/mode.ts';
import type { KillView, RiskView } from '../../../domain/views.ts';
import { fileKillLatch } from '../../../host/fileKillLatch.ts';
import { type Cli, print } from '../Cli.ts';
import { CliError } from '../CliError.ts';
import { type Connection, connect } from '../connect.ts';
import { amount } from '../format/amounts.ts';
import { killLines } from '../format/killLines.ts';

const watchMs = 15_000;
const pollMs = 300;

/**
 * Sets the kill switch. Where the desk does not run or does not answer, the latch file alone is set: nothing goes
 * out any more, but what stands at the venue was not touched, and the command fails with that reason.
 */
export async function kill(
  cli: Cli,
  options: { level: KillLevel; reason: string; yes?: boolean },
): Promise<number> {
  const { level, reason } = options;
  let desk: Connection;
  let view: KillView;
  try {
    desk = connect(cli.environment.home, 'operator');
    if (level === 'flatten' && !options.yes) await confirmFlatten(cli, desk);
    view = await desk.post<KillView>('/api/kill', { level, reason });
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode === 2 || error.problem !== null) throw error;
    return latchOnly(cli, options, error);
  }
  const until = Date.now() + watchMs;
  while (view.state !== 'killed' && view.state !== 'armed' && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    view = (await desk.get<RiskView>('/api/risk')).kill;
  }
  print(cli, view, () => killLines(view));
  if (view.state === 'killed') return 0;
  cli.terminal.err('The venue has not confirmed it yet. Nothing new goes out; look at `countersign doctor`.');
  return 1;
}

async function confirmFlatten(cli: Cli, desk: Connection): Promise<void> {
  if (cli.json || !cli.terminal.interactive) {
    throw new CliError(
      'Flattening sells every position. Nobody can be asked here: repeat it with --yes. Nothing was changed.',
      {
        exitCode: 2,
      },
    );
  }
  const { exposure } = await desk.get<RiskView>('/api/risk');
  cli.terminal.out(
    `${exposure.openPositions} positions worth ${amount(exposure.positionNotional)} would be sold at the market, for about ${amount(exposure.estimatedFlattenCost)} in fees and spread; ${exposure.openEntryOrders} entry orders would be cancelled.`,
  );
  if ((await cli.terminal.ask('Type FLATTEN to sell them all.')) !== 'FLATTEN') {
    throw new CliError('Not confirmed. Nothing was changed.', { exitCode: 2 });
  }
}

function latchOnly(
  cli: Cli,
  { level, reason }: { level: KillLevel; reason: string },
  cause: CliError,
): number {
  const { home } = cli.environment;
  fileKillLatch(join(home, 'kill.json')).set({ level, by: 'operator', at: Date.now(), reason });
  print(cli, { latch: level, confirmed: false }, () => [
    `The kill latch in ${home} is set to ${level}: no desk on it sends an entry until a person rearms it.`,
  ]);
  if (level === 'pause') return 0;
  cli.terminal.err(
    `${cause.message.split('. ')[0]}, so nobody asked the venue: orders and positions that stand there were not touched. Start the desk, or act at the venue itself.`,
  );
  return 1;
}
