import { type Trades, tradesAfter } from '../../machines/risk/sums/trades.ts';
import type { Desk } from '../Desk.ts';
import { gatherTrades } from '../risk/gatherTrades.ts';
import { clearedAt } from './clearedAt.ts';

/** What was found last and for which state of the books: trades are read again only when a position changed. */
const found = new WeakMap<Desk, { books: string; since: number; trades: Trades }>();

/** How many trades in a row, up to the newest, lost money within the limits' window and since a person cleared a streak. */
export async function lossStreak(desk: Desk): Promise<number> {
  const { read } = desk.database;
  const windowStart = desk.clock.now() - desk.limits.lossStreakWindowSeconds * 1000;
  const since = Math.max(windowStart, await clearedAt(desk, read, 'lossStreak'));
  const books = JSON.stringify(await read.positions.list(desk.account));
  const known = found.get(desk);
  if (known?.books === books && known.since <= since) return tradesAfter(known.trades, since).lossStreak;
  const trades = await gatherTrades(desk, read, since);
  found.set(desk, { books, since, trades });
  return tradesAfter(trades, since).lossStreak;
}
