import { deskActor } from '../../domain/actor.ts';
import { decimal } from '../../domain/decimal.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import { pause } from '../../domain/pause.ts';
import type { Desk } from '../Desk.ts';
import { emergencyOrder } from '../emergencyOrder.ts';
import { lastLook } from '../lastLook.ts';
import { killAddress, orderAddress } from '../machineStates.ts';
import { fetchOrderFills } from '../orders/fetchOrderFills.ts';
import { recordReport } from '../orders/recordReport.ts';
import { totalOf } from '../risk/equityOf.ts';

/**
 * Sells everything that the venue says is held. For each instrument its protective orders are cancelled right
 * before its own sale, not earlier. Throws `VenueError` when the venue could not be asked; then it is tried again.
 */
export async function flattenPositions(desk: Desk): Promise<void> {
  const report = await flattenHoldings(desk);
  await desk.runtime.transact(desk.account, (unit) =>
    unit.tell(
      killAddress(desk.account),
      {
        type: 'positions.flattened',
        report: report.length > 0 ? report : ['There was no position to flatten.'],
        at: unit.now,
      },
      deskActor,
    ),
  );
}

/** Sells what is held now; one sentence an instrument. Also called again while the venue still shows a holding. */
export async function flattenHoldings(desk: Desk): Promise<string[]> {
  const report: string[] = [];
  const balances = await desk.venue.fetchBalances();
  for (const instrument of desk.market.instruments.values()) {
    if (instrument.quote !== desk.currency || totalOf(balances, instrument.base).isZero()) continue;
    report.push(await flattenOne(desk, instrument));
  }
  return report;
}

async function flattenOne(desk: Desk, instrument: Instrument): Promise<string> {
  const resting = (await desk.venue.fetchOpenOrders()).filter((order) => order.instrument === instrument.id);
  for (const order of resting) await desk.venue.cancelOrder(order);
  if (resting.length > 0) await pause(desk.clock, 50);
  const balances = await desk.venue.fetchBalances();
  const quote = await desk.venue.fetchQuote(instrument.id);
  const held = balances.get(instrument.base)?.free ?? '0';
  const order = emergencyOrder(desk, instrument, quote, held);
  if (!order) return `${held} ${instrument.base} is less than ${desk.venue.label} trades and stays.`;

  await desk.runtime.transact(desk.account, async (unit) => {
    await unit.start(orderAddress(order.id), order, deskActor);
    await unit.tell(orderAddress(order.id), { type: 'send.began', at: unit.now }, deskActor);
  });
  const outcome = await desk.venue.sendOrder(order, lastLook(desk, order));
  if (outcome.kind !== 'accepted') {
    await desk.runtime.transact(desk.account, (unit) =>
      unit.tell(
        orderAddress(order.id),
        {
          type: outcome.kind === 'unknown' ? 'send.becameAmbiguous' : 'send.rejected',
          reason: outcome.reason,
          at: unit.now,
        },
        deskActor,
      ),
    );
    return `${instrument.id} could not be sold: ${outcome.reason}. ${held} ${instrument.base} is still held.`;
  }
  await recordReport(desk, outcome.report);
  await fetchOrderFills(desk, { order: order.id });
  const left = decimal(order.quantity).minus(decimal(outcome.report.filled));
  return left.gt(0)
    ? `${instrument.id}: sold ${outcome.report.filled}; ${left} ${instrument.base} found no buyer within the slippage limit.`
    : `${instrument.id}: sold all ${outcome.report.filled} ${instrument.base}.`;
}
