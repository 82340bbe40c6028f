import { deskActor } from '../../domain/actor.ts';
import { orderMachine } from '../../machines/order/orderMachine.ts';
import { canStep } from '../../machines/step.ts';
import type { OrderReport } from '../../venues/Venue.ts';
import type { Desk } from '../Desk.ts';
import { type OrderState, orderAddress } from '../machineStates.ts';
import type { Unit } from '../Runtime.ts';
import { findOrder } from './findOrder.ts';

/** Books what the venue says of an order that the books have. Answers whether they have it. */
export async function recordReport(desk: Desk, report: OrderReport): Promise<boolean> {
  return desk.runtime.transact(desk.account, async (unit) => {
    const known = await findOrder(unit, report);
    if (known) await bookReport(unit, known, report);
    return known !== undefined;
  });
}

/** The same for an order in hand, inside a unit of work. Answers whether it was news. */
export async function bookReport(unit: Unit, known: OrderState, report: OrderReport): Promise<boolean> {
  const event = reportEvent(report, unit.now);
  return (await unit.tell(orderAddress(known.order.intent.id), event, deskActor)).handled;
}

/** Whether a report says something of an order that the books do not have yet. */
export function isNews({ order, status }: OrderState, report: OrderReport): boolean {
  return canStep(orderMachine, { value: status, context: order }, reportEvent(report, report.at));
}

function reportEvent({ status, venueOrderId, filled }: OrderReport, at: number) {
  return { type: 'venue.reported', word: { status, venueOrderId, filled }, at };
}
