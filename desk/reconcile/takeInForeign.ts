import { deskActor } from '../../domain/actor.ts';
import type { OrderIntent } from '../../domain/Order.ts';
import type { OrderReport } from '../../venues/Venue.ts';
import { raiseCause } from '../breakers/raiseCause.ts';
import type { Desk } from '../Desk.ts';
import { orderAddress } from '../machineStates.ts';
import { orderIdFor } from '../orders/findOrder.ts';
import type { Unit } from '../Runtime.ts';
import { raiseAlertOnce } from '../raiseAlert.ts';

/** Takes in an order at the venue that the books do not have, as the desk's policy for such orders says. */
export async function takeInForeign(desk: Desk, report: OrderReport): Promise<void> {
  const policy = desk.reconciliation.foreignOrders;
  await desk.runtime.transact(desk.account, async (unit) => {
    if (policy === 'ignore') return tell(desk, unit, report, report.clientOrderId);
    const intent = toIntent(desk, report, unit.now);
    if (!intent || (await unit.get(orderAddress(intent.id)))) return;
    await startAdopted(unit, intent, report);
    if (policy === 'quarantine') {
      const reason = `${desk.venue.label} has this order, and the desk did not make it.`;
      await unit.tell(orderAddress(intent.id), { type: 'fill.conflicted', reason, at: unit.now }, deskActor);
      await raiseCause(desk, unit, { cause: 'foreignOrder', detail: intent.id });
    }
    await tell(desk, unit, report, intent.id);
  });
}

/** Stores an order that is at the venue already, with the terms that the venue gives. */
export async function startAdopted(
  unit: Unit,
  intent: OrderIntent,
  { status, venueOrderId, filled }: Pick<OrderReport, 'status' | 'venueOrderId' | 'filled'>,
): Promise<void> {
  await unit.start(orderAddress(intent.id), intent, deskActor);
  const word = { status, venueOrderId, filled };
  await unit.tell(orderAddress(intent.id), { type: 'order.adopted', word, at: unit.now }, deskActor);
}

/**
 * The intent that the venue's report describes; undefined where the venue gives the order no name. A sell counts as an exit and never as a protection: the desk does not
 * cancel or replace what somebody else placed.
 */
export function toIntent(desk: Desk, report: OrderReport, now: number): OrderIntent | undefined {
  const id = orderIdFor(report);
  return (
    id && {
      id,
      clientOrderId: report.clientOrderId,
      account: desk.account,
      venue: desk.venue.id,
      instrument: report.instrument,
      role: report.side === 'buy' ? 'entry' : 'exit',
      proposal: null,
      parent: null,
      side: report.side,
      type: report.type,
      quantity: report.quantity,
      price: report.type === 'oco' ? null : report.price,
      triggerPrice: report.triggerPrice,
      targetPrice: report.type === 'oco' ? report.price : null,
      timeInForce: 'gtc',
      reduceOnly: report.side === 'sell',
      sendBefore: now,
      createdAt: Math.min(now, report.at),
    }
  );
}

const means = {
  quarantine:
    'It is quarantined: its exposure is counted, and no entry goes out until a person has accepted it or written it off.',
  adopt: 'It is adopted: the desk counts it, books its fills and shows it as its own.',
  ignore: 'It is left alone, as the settings say; what it holds is not free for the desk.',
} as const;

function tell(desk: Desk, unit: Unit, report: OrderReport, subject: string): Promise<void> {
  const { side, quantity, instrument, clientOrderId } = report;
  const policy = desk.reconciliation.foreignOrders;
  return raiseAlertOnce(unit, {
    severity: policy === 'quarantine' ? 'critical' : 'warning',
    code: 'order.foreign',
    subject,
    message: `${desk.venue.label} has an order to ${side} ${quantity} ${instrument} (${clientOrderId}) that the desk did not make. ${means[policy]}`,
  });
}
