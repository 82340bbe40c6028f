import { deskActor } from '../../domain/actor.ts';
import { Decimal, decimal } from '../../domain/decimal.ts';
import type { VenueFill } from '../../venues/Venue.ts';
import type { Desk } from '../Desk.ts';
import { mergeKillFile } from '../kill/mergeKillFile.ts';
import { findOrder } from '../orders/findOrder.ts';
import type { Unit } from '../Runtime.ts';
import { raiseAlertIn } from '../raiseAlert.ts';
import { unitForReads } from '../read/unitForReads.ts';
import { bookElsewhere } from './bookElsewhere.ts';
import type { HoldingDifference } from './HoldingDifference.ts';
import { takeInOwn } from './takeInOwn.ts';

/** Executions whose orders the books do not have are looked for from a little before the position was opened. */
const marginMs = 60_000;

/**
 * Books sales that somebody made at the venue itself, as far as the coins that are missing from a position: each
 * becomes an exit with its one fill. A sale under the desk's own name is booked as the order that it was. Nothing is
 * booked while an order has executions that are still to come, since those explain the difference better.
 */
export async function bookManualSales(
  desk: Desk,
  { instrument, booked, held }: HoldingDifference,
): Promise<void> {
  const position = await desk.database.read.positions.get(desk.account, instrument.id);
  if (!position?.openedAt) return;
  const fills = await desk.venue.fetchFills(instrument.id, position.openedAt - marginMs);
  // A sale of the kill path was written down before it left, so whichever is among the fills is in the books now.
  await mergeKillFile(desk);
  const sales: VenueFill[] = [];
  for (const fill of fills) {
    const known = await findOrder(unitForReads(desk), fill);
    // One that the desk knows and has not booked yet: it will be, and explains what is missing.
    if (known && !known.order.fills.some(({ id }) => id === fill.id)) return;
    if (!known && fill.side === 'sell' && fill.at >= position.openedAt) sales.push(fill);
  }
  if (await willBeTakenIn(desk, sales)) return;
  const foreign = await takeInOwn(desk, sales);
  const own = sales.filter((sale) => !foreign.includes(sale));
  await desk.runtime.transact(desk.account, async (unit) => {
    let missing = own.reduce((left, { quantity }) => left.minus(quantity), booked.minus(held));
    // The newest first: the older ones sold what the books did not have.
    for (const sale of foreign.toReversed()) {
      if (missing.lte(0)) return;
      const sold = Decimal.min(missing, decimal(sale.quantity));
      if (await bookSale(desk, unit, sale, sold)) missing = missing.minus(sold);
    }
  });
}

/** Whether the order of a sale is open still: the next comparison takes it in with all that it sold. */
async function willBeTakenIn(desk: Desk, sales: readonly VenueFill[]): Promise<boolean> {
  if (sales.length === 0 || desk.reconciliation.foreignOrders === 'ignore') return false;
  const open = new Set((await desk.venue.fetchOpenOrders()).map(({ clientOrderId }) => clientOrderId));
  return sales.some(({ clientOrderId }) => clientOrderId !== null && open.has(clientOrderId));
}

async function bookSale(desk: Desk, unit: Unit, sale: VenueFill, sold: Decimal): Promise<boolean> {
  const quantity = sold.toString();
  const fee = decimal(sale.fee).times(sold).div(decimal(sale.quantity)).toDecimalPlaces(18).toString();
  const order = await bookElsewhere(desk, unit, { ...sale, quantity, fee });
  if (!order) return false;
  unit.journal({
    type: 'position.soldElsewhere',
    subject: sale.instrument,
    actor: deskActor,
    data: { trade: sale.id, order, quantity, price: sale.price },
  });
  raiseAlertIn(unit, {
    severity: 'critical',
    code: 'position.soldElsewhere',
    subject: sale.instrument,
    message: `${quantity} ${sale.instrument} of the desk's position were sold at ${desk.venue.label} at ${sale.price} without the desk. The books have followed, and so does the stop. Look at who has access to the account.`,
  });
  return true;
}
