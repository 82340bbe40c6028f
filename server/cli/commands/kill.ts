import { setTimeout as wait } from 'node:timers/promises';
import { readHomeOwner } from '../../../db/lockHome.ts';
import type { KillLevel } from '../../../domain/mode.ts';
import type { KillView, RiskView } from '../../../domain/views.ts';
import { type Cli, print } from '../Cli.ts';
import { CliError } from '../CliError.ts';
import { type Connection, connect } from '../connect.ts';
import { amount } from '../format/amounts.ts';
import { killLines } from '../format/killLines.ts';
import { takeOver } from '../kill/takeOver.ts';

/** A desk answers a kill within about a second, whatever its database does; one that takes longer hangs. */
const answerMs = 6_000;
const startMs = 20_000;
const watchMs = 60_000;
const pollMs = 300;

/**
 * Sets the kill switch through the running desk and waits for the venue's word. Where none runs, or it does not
 * answer, this process does it all itself.
 */
export async function kill(
  cli: Cli,
  options: { level: KillLevel; reason: string; yes?: boolean },
): Promise<number> {
  const { level, reason } = options;
  const sure = level !== 'flatten' || options.yes === true;
  if (!sure) requirePerson(cli);
  await untilStarted(cli.environment.home);
  let desk: Connection | undefined;
  try {
    desk = connect(cli.environment.home, 'operator', answerMs);
    if (!sure) await confirmFlatten(cli, await exposureOf(desk));
    let view = await desk.post<KillView>('/api/kill', { level, reason });
    const until = Date.now() + watchMs;
    while (view.state !== 'killed' && view.state !== 'armed' && Date.now() < until) {
      await wait(pollMs);
      view = await desk.get<KillView>('/api/kill');
    }
    print(cli, view, () => killLines(view));
    if (view.state === 'killed') return 0;
    cli.terminal.err(
      'The venue has not confirmed it yet. Nothing new goes out, and the desk keeps trying; look at `countersign doctor`.',
    );
    return 1;
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode === 2 || isRefusal(error)) throw error;
    if (!sure && !desk) await confirmFlatten(cli, null);
    return takeOver(cli, { level, reason }, error.message.split('. ')[0] ?? 'The desk did not answer');
  }
}

/** A desk that is still starting reads the latch as soon as it can; it is given the time. */
async function untilStarted(home: string): Promise<void> {
  const until = Date.now() + startMs;
  while (Date.now() < until) {
    const owner = readHomeOwner(home);
    if (owner?.address !== null || owner === null) return;
    await wait(pollMs);
  }
}

/** What the desk refuses it has understood; what it fails at it may have understood by halves. */
function isRefusal({ problem }: CliError): boolean {
  const status =
    typeof problem === 'object' && problem !== null && 'status' in problem ? Number(problem.status) : 500;
  return status < 500;
}

function requirePerson({ json, terminal }: Cli): void {
  if (!json && terminal.interactive) return;
  throw new CliError(
    'Flattening sells every position. Nobody can be asked here: repeat it with --yes. Nothing was changed.',
    { exitCode: 2 },
  );
}

/** Null when the desk cannot tell: nobody has to wait for that to kill. */
async function exposureOf(desk: Connection): Promise<RiskView['exposure'] | null> {
  return desk.get<RiskView>('/api/risk').then(
    ({ exposure }) => exposure,
    () => null,
  );
}

async function confirmFlatten(cli: Cli, exposure: RiskView['exposure'] | null): Promise<void> {
  cli.terminal.out(
    exposure === null
      ? 'Every position would be sold at the market and every entry order cancelled. How much that is cannot be told now.'
      : `${exposure.openPositions} positions worth ${amount(exposure.positionNotional)} would be sold at the market, for about ${amount(exposure.estimatedFlattenCost)} in fees and spread; ${exposure.openEntryOrders} entry orders would be cancelled.`,
  );
  if ((await cli.terminal.ask('Type FLATTEN to sell them all.')) !== 'FLATTEN') {
    throw new CliError('Not confirmed. Nothing was changed.', { exitCode: 2 });
  }
}
