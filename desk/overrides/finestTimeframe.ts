import type { Timeframe } from '../../domain/market.ts';
import type { Desk } from '../Desk.ts';

/** The shortest bars that the market has; a recorded one has none finer than its file's. */
export function finestTimeframe(desk: Pick<Desk, 'market'>): Timeframe {
  return desk.market.timeframes?.[0] ?? '1m';
}
