import { fenceDatabase } from '../db/lease/fenceDatabase.ts';
import type { Database, DocumentStore } from '../db/Repositories.ts';
import { serialQueue } from '../db/serialQueue.ts';
import { BalanceCache } from '../desk/BalanceCache.ts';
import type { TransactionFile } from '../desk/chain/TransactionFile.ts';
import { tidyAllowances } from '../desk/chain/tidyAllowances.ts';
import { watchChain } from '../desk/chain/watchChain.ts';
import { createAccountWatch } from '../desk/createAccountWatch.ts';
import { createReconciliation } from '../desk/createReconciliation.ts';
import type { Desk } from '../desk/Desk.ts';
import type { KillLatch } from '../desk/KillLatch.ts';
import { followLatch } from '../desk/kill/followLatch.ts';
import type { KillFile } from '../desk/kill/KillFile.ts';
import type { KillParts } from '../desk/kill/KillParts.ts';
import { VenueKill } from '../desk/kill/VenueKill.ts';
import type { Log } from '../desk/Log.ts';
import { settleLimits } from '../desk/limits/settleLimits.ts';
import { markEquity } from '../desk/markEquity.ts';
import { createMarketView } from '../desk/market/createMarketView.ts';
import { createStopWatch } from '../desk/protection/createStopWatch.ts';
import type { IdSource, Scheduler } from '../domain/Clock.ts';
import type { AccountId } from '../domain/ids.ts';
import type { Limits } from '../domain/Limits.ts';
import type { Mode } from '../domain/mode.ts';
import type { ReconciliationPolicy } from '../domain/ReconciliationPolicy.ts';
import type { Dex } from '../venues/evm/Dex.ts';
import type { Venue } from '../venues/Venue.ts';
import { every } from './every.ts';
import { listenToVenue } from './listenToVenue.ts';
import type { AccountLease } from './runtime/AccountLease.ts';
import { holdLease } from './runtime/holdLease.ts';
import { InProcessRuntime } from './runtime/InProcessRuntime.ts';
import { OutboxPump } from './runtime/OutboxPump.ts';
import { TimerLoop } from './runtime/TimerLoop.ts';
import { startMachines } from './startMachines.ts';

const catchUpEveryMs = 2_000;
const markEveryMs = 60_000;
const watchEveryMs = 1_000;
const tidyEveryMs = 15_000;

/** What a desk is made of. Whoever opened these closes them, after the desk. */
export type DeskParts = {
  account: AccountId;
  mode: Mode;
  currency: string;
  /** As configured; what of it is in force is settled at the start. */
  limits: Limits;
  reconciliation: ReconciliationPolicy;
  venue: Venue;
  /** The chain that the venue's orders go to as transactions; left out for any other venue. */
  dex?: Dex;
  /** What has left that chain's wallet; there whenever the chain is. */
  transactions?: TransactionFile;
  /** What the kill switch reaches the venue with, where that is not the venue as the desk has it. */
  kill?: Pick<KillParts, 'venue' | 'limits'>;
  database: Database;
  documents: DocumentStore;
  latch: KillLatch;
  /** Where the kill path writes down what it does. */
  killFile: KillFile;
  clock: Scheduler;
  ids: IdSource;
  log: Log;
  /** Whether this process still owns its home; asked before every send, besides the lease. */
  owns: () => boolean;
  /** How long the account stays with a desk that has fallen silent; the usual time where it is left out. */
  leaseMs?: number;
};

export type HostedDesk = AsyncDisposable & { desk: Desk; runtime: InProcessRuntime };

/**
 * Brings a desk to life: connects its venue, compares its books with it, and only then lets stored effects go out.
 * Disposing it lets what is under way end and starts nothing new.
 */
export async function hostDesk(parts: DeskParts): Promise<HostedDesk> {
  await using opened = new AsyncDisposableStack();
  const { owns, leaseMs, kill, ...rest } = parts;
  const { venue, clock, log, account } = parts;
  const held = opened.use(
    await holdLease({
      ...{ database: parts.database, account, clock, log, token: parts.ids.next(16) },
      ...(leaseMs !== undefined && { leaseMs }),
    }),
  );
  const database = fenceDatabase(parts.database, { account, epoch: held.epoch });
  const lease: AccountLease = {
    owns: () => owns() && held.owns(),
    mayLeave: async (validForMs) =>
      owns()
        ? held.mayLeave(validForMs)
        : 'The lock of the home is another process’s or cannot be read now, so nothing is sent.',
  };
  const market = createMarketView({ venue, clock, log });
  const runtime = new InProcessRuntime({ database, clock, log, lease });
  opened.defer(() => runtime.idle());
  const limitsInForce = await settleLimits(runtime, { account: parts.account, configured: parts.limits });
  const desk: Desk = {
    ...rest,
    database,
    get limits() {
      return limitsInForce.limits;
    },
    get limitsHash() {
      return limitsInForce.hash;
    },
    limitsInForce,
    market,
    balances: new BalanceCache(),
    runtime,
    killing: new VenueKill({ ...parts, ...kill }),
  };

  await startMachines(desk);
  let isBehind = false;
  const fallBehind = (): void => {
    isBehind = true;
  };
  await venue.connect(listenToVenue(desk, (event) => market.ingest(event), fallBehind));
  market.start();
  opened.defer(async () => market.close());
  opened.defer(() => desk.killing.stop());
  await followLatch(desk);

  const oneAtATime = serialQueue();
  const reconciliation = createReconciliation(desk);
  const compare = () =>
    oneAtATime(async () => {
      isBehind = false;
      await reconciliation().catch((cause: unknown) => {
        isBehind = true;
        throw cause;
      });
    });
  await compare().catch((cause: unknown) =>
    log.warn({ cause: String(cause) }, 'The venue could not be asked yet; nothing goes out before it was'),
  );
  await markEquity(desk);

  const pump = new OutboxPump(desk, runtime.effectBook(account));
  runtime.onEffects(
    (effects) => pump.take(effects),
    () => pump.reread(),
  );
  pump.start();
  opened.defer(() => pump.stop());
  const stops = createStopWatch(desk);
  const stopWatching = market.subscribe((event) => {
    if (event.type === 'quote') stops.onQuote(event.quote);
  });
  opened.defer(async () => stopWatching());
  const timers = new TimerLoop(desk);
  timers.start();
  opened.defer(() => timers.stop());
  const loops: { stop(): Promise<void> }[] = [pump, timers, desk.killing];
  for (const loop of [
    every(desk, () => parts.reconciliation.everySeconds * 1000, 'Reconciliation', compare),
    every(
      desk,
      () => catchUpEveryMs,
      'Catching up with the venue',
      async () => {
        if (isBehind) await compare();
      },
    ),
    every(
      desk,
      () => markEveryMs,
      'Marking equity',
      () => markEquity(desk),
    ),
    every(desk, () => watchEveryMs, 'Watching the account', createAccountWatch(desk)),
    every(
      desk,
      () => watchEveryMs,
      'Watching stops',
      () => stops.look(),
    ),
    every(
      desk,
      () => watchEveryMs,
      'Following the chain',
      async () => {
        if (desk.dex) await watchChain(desk);
      },
    ),
    every(
      desk,
      () => tidyEveryMs,
      'Taking back allowances',
      () => tidyAllowances(desk),
    ),
    every(
      desk,
      () => watchEveryMs,
      'Following the kill latch',
      () => followLatch(desk),
    ),
  ]) {
    opened.defer(() => loop.stop());
    loops.push(loop);
  }
  void held.lost.then(() => Promise.all(loops.map((loop) => loop.stop())));
  const owned = opened.move();
  return { desk, runtime, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
