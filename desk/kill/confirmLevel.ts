import { deskActor } from '../../domain/actor.ts';
import { decimal } from '../../domain/decimal.ts';
import type { KillLevel } from '../../domain/mode.ts';
import type { Desk } from '../Desk.ts';
import { killAddress } from '../machineStates.ts';
import { readKill } from '../read/readKill.ts';
import { totalOf } from '../risk/equityOf.ts';
import { flattenHoldings } from './flattenPositions.ts';

/**
 * Asks the venue whether the kill's promise holds: no entry orders, and for a flatten no holding that could be sold.
 * What is still held then is sold again first.
 * Answers whether it does. Throws `VenueError` when the venue could not be asked.
 */
export async function confirmLevel(desk: Desk): Promise<boolean> {
  const kill = await desk.runtime.transact(desk.account, (unit) => readKill(desk, unit));
  if (kill.state !== 'confirming' || !kill.level) return true;
  const before = await whatIsLeft(desk, kill.level);
  const tried = before.length > 0 && kill.level === 'flatten' ? await flattenHoldings(desk) : [];
  const left = tried.length > 0 ? await whatIsLeft(desk, kill.level) : before;
  const open = left.length > 0 ? [...left, ...tried] : [];
  await desk.runtime.transact(desk.account, (unit) =>
    unit.tell(
      killAddress(desk.account),
      open.length === 0
        ? {
            type: 'level.confirmed',
            report: [`${desk.venue.label} confirms: ${promise(kill.level)}.`],
            at: unit.now,
          }
        : { type: 'level.unconfirmed', report: open, at: unit.now },
      deskActor,
    ),
  );
  return open.length === 0;
}

async function whatIsLeft(desk: Desk, level: KillLevel): Promise<string[]> {
  const left: string[] = [];
  if (level === 'pause') return left;
  for (const order of await desk.venue.fetchOpenOrders()) {
    if (order.side === 'buy') left.push(`Still open: buy ${order.quantity} ${order.instrument}.`);
  }
  if (level !== 'flatten') return left;
  const balances = await desk.venue.fetchBalances();
  for (const instrument of desk.market.instruments.values()) {
    if (instrument.quote !== desk.currency) continue;
    const held = totalOf(balances, instrument.base);
    const quote = desk.market.quote(instrument.id);
    const sellable =
      held.gte(decimal(instrument.minQuantity)) &&
      (!quote || held.times(decimal(quote.bid)).gte(decimal(instrument.minNotional)));
    if (sellable) left.push(`Still held: ${held} ${instrument.base}.`);
  }
  return left;
}

function promise(level: KillLevel | null): string {
  switch (level) {
    case 'flatten':
      return 'no entry orders and no position that can be sold';
    case 'cancel':
      return 'no open entry orders';
    default:
      return 'no entries leave';
  }
}
