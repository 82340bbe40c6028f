import { z } from 'zod';
import type { Repositories } from '../../db/Repositories.ts';
import { decimal } from '../../domain/decimal.ts';
import { orderId } from '../../domain/ids.ts';
import { type Position, position } from '../../domain/Position.ts';
import { type ClosedTrade, type Trades, tradesOf } from '../../machines/risk/sums/trades.ts';
import type { Desk } from '../Desk.ts';

/** What `recordFill` journals of a fill that made a position smaller. */
const reduction = z.object({
  order: orderId,
  stopOut: z.boolean(),
  before: position,
  after: position,
});

/** One such fill as a part of its order's trade; undefined for what made no position smaller. */
export function toTradePart(data: unknown): ClosedTrade | undefined {
  const parsed = reduction.safeParse(data);
  if (!parsed.success) return undefined;
  const { order, stopOut, before, after } = parsed.data;
  if (!decimal(after.quantity).lessThan(decimal(before.quantity))) return undefined;
  return {
    order,
    instrument: after.instrument,
    at: after.updatedAt,
    profit: profitOf(before, after),
    stopOut,
  };
}

/** The trades that were closed after `since`, from the journal. */
export async function gatherTrades(desk: Desk, repositories: Repositories, since: number): Promise<Trades> {
  const trades = new Map<string, ClosedTrade>();
  for (const entry of await entriesSince(desk, repositories, since)) {
    const part = toTradePart(entry.data);
    if (part === undefined) continue;
    const other = trades.get(part.order);
    trades.set(part.order, other === undefined ? part : joined(other, part));
  }
  return tradesOf(trades.values());
}

/** Two parts of one order's trade. */
export function joined(one: ClosedTrade, other: ClosedTrade): ClosedTrade {
  return {
    ...one,
    at: Math.max(one.at, other.at),
    profit: decimal(one.profit).plus(decimal(other.profit)).toString(),
    stopOut: one.stopOut || other.stopOut,
  };
}

function profitOf(before: Position, after: Position): string {
  return decimal(after.realised).minus(decimal(before.realised)).toString();
}

/** Asks for more until it reaches far enough back; the journal can only be asked for a number of entries. */
async function entriesSince(desk: Desk, { journal }: Repositories, since: number) {
  for (let limit = 200; ; limit *= 4) {
    const entries = await journal.list({ types: ['position.changed'], newestFirst: true, limit });
    const oldest = entries.at(-1);
    if (entries.length < limit || oldest === undefined || oldest.at <= since) {
      return entries.filter(({ account, at }) => account === desk.account && at > since);
    }
  }
}
