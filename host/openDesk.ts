import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Agents, createAgents } from '../agents/createAgents.ts';
import type { Config } from '../config/schema.ts';
import { openDatabase } from '../db/openDatabase.ts';
import { openDocumentStore } from '../db/openDocumentStore.ts';
import { BalanceCache } from '../desk/BalanceCache.ts';
import type { Desk } from '../desk/Desk.ts';
import type { Log } from '../desk/Log.ts';
import { markEquity } from '../desk/markEquity.ts';
import { createMarketView } from '../desk/market/createMarketView.ts';
import { protectPosition } from '../desk/protectPosition.ts';
import { reconcile } from '../desk/reconcile.ts';
import { hashOf } from '../domain/hash.ts';
import { accountId } from '../domain/ids.ts';
import { createTrendModel } from '../models/trend/createTrendModel.ts';
import { openChain } from '../sources/chain/openChain.ts';
import { every } from './every.ts';
import { fileKillLatch } from './fileKillLatch.ts';
import { listenToVenue } from './listenToVenue.ts';
import { openSimulation, type SimulationSource, simulationName } from './openSimulation.ts';
import type { DeskEvent, RunningDesk } from './RunningDesk.ts';
import { randomIds } from './randomIds.ts';
import { readState } from './readState.ts';
import { InProcessRuntime } from './runtime/InProcessRuntime.ts';
import { OutboxPump } from './runtime/OutboxPump.ts';
import { TimerLoop } from './runtime/TimerLoop.ts';
import { startMachines } from './startMachines.ts';

const reconcileEveryMs = 30_000;
const markEveryMs = 15_000;
const firstReconcileRetryMs = 2_000;

export type OpenDeskOptions = {
  log: Log;
  /** Plays a recorded file instead of the generated market. */
  replay?: { file: string; speed: number };
  /** Whether this process still owns the home; asked before every send. */
  owns: () => boolean;
};

/**
 * Builds a running desk from a config: opens what it needs in order, catches up with the venue, and only then lets
 * anything new go out. Whatever was opened is closed again when a later step fails.
 */
export async function openDesk(config: Config, options: OpenDeskOptions): Promise<RunningDesk> {
  await using opened = new AsyncDisposableStack();
  const { log } = options;
  const clock = { now: () => Date.now() };
  const startedAt = clock.now();
  mkdirSync(config.home, { recursive: true, mode: 0o700 });

  const database = await openDatabase({
    folder: join(config.home, 'db'),
    ...(config.database.url && { url: config.database.url }),
  });
  opened.defer(() => database.close());
  const documents = await openDocumentStore({
    database,
    ...(config.documents.url && { mongoUrl: config.documents.url }),
  });
  opened.defer(() => documents.close());

  const source: SimulationSource = options.replay
    ? { kind: 'recorded', ...options.replay }
    : { kind: 'generated', seed: config.venue.seed };
  const name = simulationName(source);
  const simulation = await openSimulation({ folder: join(config.home, 'venue', name), source, clock });
  opened.defer(() => simulation.close());

  const market = createMarketView({ venue: simulation.venue, clock, log });
  opened.defer(async () => market.close());
  const runtime = new InProcessRuntime({ database, clock, owns: options.owns });
  opened.defer(() => runtime.idle());
  const desk: Desk = {
    account: accountId.parse(name),
    mode: options.replay ? 'replay' : config.mode,
    currency: config.currency,
    limits: config.limits,
    limitsHash: hashOf(config.limits),
    venue: simulation.venue,
    market,
    balances: new BalanceCache(),
    database,
    documents,
    runtime,
    latch: fileKillLatch(join(config.home, 'kill.json')),
    clock,
    ids: randomIds,
    log,
  };
  await startMachines(desk);
  await simulation.venue.connect(listenToVenue(desk, (event) => market.ingest(event)));
  market.start();

  const catchUp = async (atStart: boolean): Promise<void> => {
    await reconcile(desk, { atStart });
    runtime.setReconciled(true);
  };
  await catchUp(true).catch((cause: unknown) =>
    log.warn({ cause: String(cause) }, 'The venue could not be asked yet; nothing goes out before it was'),
  );
  await markEquity(desk);
  for (const instrument of market.instruments.keys()) await protectPosition(desk, { instrument });

  const pump = new OutboxPump(desk);
  runtime.onEffects(() => pump.kick());
  pump.start();
  opened.defer(() => pump.stop());
  const timers = new TimerLoop(desk);
  timers.start();
  opened.defer(() => timers.stop());
  const loops = [
    every(runtime.reconciled ? reconcileEveryMs : firstReconcileRetryMs, 'Reconciliation', log, () =>
      catchUp(!runtime.reconciled),
    ),
    every(markEveryMs, 'Marking equity', log, () => markEquity(desk)),
  ];
  for (const loop of loops) opened.defer(() => loop.stop());

  const trend = await createTrendModel();
  const chain = await openChain(config.chain);
  const agents: Agents = await createAgents({ desk, trend, chain, model: config.model });
  const listeners = new Set<(event: DeskEvent) => void>();
  const publish = (event: DeskEvent): void => {
    for (const listener of listeners) listener(event);
  };
  opened.defer(async () => listeners.clear());
  runtime.subscribe((entries) => {
    for (const entry of entries) publish({ type: 'journal', entry });
  });
  market.subscribe(publish);
  void proposeOnFirstStart(desk, agents);

  const owned = opened.move();
  return {
    desk,
    agents,
    state: () => readState({ desk, agents, chain, market: simulation.market, startedAt }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => owned.disposeAsync(),
  };
}

/** On a desk that never saw a proposal, the trader is asked for one, so that there is something to review. */
async function proposeOnFirstStart(desk: Desk, agents: Agents): Promise<void> {
  try {
    const known = await desk.database.read.machines.list({
      account: desk.account,
      machine: 'proposal@1',
      limit: 1,
    });
    if (known.length > 0) return;
    await agents.proposeFirst();
  } catch (cause) {
    desk.log.warn({ cause: String(cause) }, 'The trader had no first proposal');
  }
}
