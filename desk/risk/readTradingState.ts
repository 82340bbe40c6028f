import type { KillLevel, TradingState } from '../../domain/mode.ts';
import { tradingStateOf } from '../../machines/guardian/guardianMachine.ts';
import type { RiskState } from '../../machines/risk/RiskInput.ts';
import { pingFault } from '../breakers/databaseFault.ts';
import type { Desk } from '../Desk.ts';
import { guardianAddress } from '../machineStates.ts';
import type { Unit } from '../Runtime.ts';

/** Whether the desk may trade now, and why not. Reads the kill latch's file each time. */
export async function readTradingState(desk: Desk, unit: Pick<Unit, 'get'>): Promise<RiskState> {
  const guardian = await unit.get(guardianAddress(desk.account));
  return {
    tradingState: guardian ? tradingStateOf(guardian) : 'active',
    killed: readLatch(desk),
    reconciled: desk.runtime.reconciled,
    feedLive: desk.market.feed.state === 'live',
    databaseHealthy: desk.runtime.databaseFault === undefined && pingFault(desk) === undefined,
    ownsLease: desk.runtime.ownsLease(desk.account),
    clockSkewMs: Math.abs(desk.venue.clockOffsetMs),
  };
}

/** The level that the latch holds. A latch that cannot be read counts as the strictest. */
export function readLatch(desk: Desk): KillLevel | null {
  try {
    return desk.latch.read()?.level ?? null;
  } catch (cause) {
    desk.log.error({ cause: String(cause) }, 'The kill latch cannot be read, so nothing is sent');
    return 'flatten';
  }
}

/** The trading state with the kill in it, for showing. */
export function shownTradingState(state: RiskState): TradingState {
  if (state.killed) return state.killed === 'pause' ? 'reducing' : 'halted';
  return state.tradingState;
}
