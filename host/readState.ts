import type { Agents } from '../agents/createAgents.ts';
import type { Desk } from '../desk/Desk.ts';
import { unitForReads } from '../desk/read/unitForReads.ts';
import { readTradingState, shownTradingState } from '../desk/risk/readTradingState.ts';
import type { Mode } from '../domain/mode.ts';
import type { StateView } from '../domain/views.ts';
import type { ChainSource } from '../sources/chain/ChainSource.ts';
import type { Trading } from './openTrading.ts';
import { version } from './version.ts';

/** What each mode means for money, in words. */
const modeNotices: Record<Mode, string> = {
  sim: 'SIM: generated market, simulated fills, no real money',
  replay: 'REPLAY: recorded market, simulated fills, no real money',
  paper: 'PAPER: a real exchange’s prices, simulated fills, no real money',
  testnet: 'TESTNET: a test network, no real money',
  live: 'LIVE: real orders with real money',
};

/** What the state is read from. */
export type StateSources = {
  desk: Desk;
  agents: Agents;
  chain: ChainSource | null;
  market: Trading['market'];
  startedAt: number;
};

/** What the desk is and how it is, without what the asking credential may do. */
export async function readState(sources: StateSources): Promise<Omit<StateView, 'session'>> {
  const { desk, agents, chain, market, startedAt } = sources;
  const unit = unitForReads(desk);
  const waiting = await unit.repositories.machines.list({
    account: desk.account,
    machine: 'proposal@1',
    states: ['awaitingApproval', 'needsReapproval'],
  });
  return {
    version,
    mode: desk.mode,
    modeNotice: modeNotices[desk.mode],
    liveTrading: desk.dex ? 'impossible (the wallet signs for a test network alone)' : 'impossible (no keys)',
    account: desk.account,
    venue: { id: desk.venue.id, label: desk.venue.label, simulated: desk.venue.simulated },
    market: { kind: market.kind, label: market.label, feed: desk.market.feed },
    analyst: { provider: agents.provider, label: agents.label, ruleBased: agents.ruleBased },
    database: { label: desk.database.label, durable: desk.database.durable },
    documents: { label: desk.documents.label },
    chain: chain
      ? { configured: true, label: chain.label }
      : { configured: false, label: 'No chain configured' },
    reconciled: desk.runtime.reconciled,
    tradingState: shownTradingState(await readTradingState(desk, unit)),
    looserLimitsWaiting: desk.limitsInForce.waiting.length,
    instruments: [...desk.market.instruments.values()],
    pendingProposals: waiting.length,
    clockOffsetMs: desk.venue.clockOffsetMs,
    startedAt,
    now: desk.clock.now(),
  };
}
