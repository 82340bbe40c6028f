import { Decimal, decimal } from '../../domain/decimal.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import { truncateQuantity } from '../../domain/instrumentRules.ts';
import type { OrderStatus } from '../../domain/Order.ts';
import type { Position } from '../../domain/Position.ts';
import { orderTotals } from '../../machines/order/orderTotals.ts';
import type { PositionReviewed, StopSeen } from '../../machines/protection/Protection.ts';
import type { OrderState } from '../machineStates.ts';

const phases: Partial<Record<OrderStatus, StopSeen['phase']>> = {
  intended: 'placing',
  sending: 'placing',
  accepted: 'live',
  triggered: 'live',
  partiallyFilled: 'live',
  pendingCancel: 'leaving',
  pendingReplace: 'leaving',
  unknown: 'doubtful',
};

/** Whether the venue holds stop orders of an instrument. */
export function holdsStops({ orderTypes }: Instrument): boolean {
  return orderTypes.includes('stop');
}

/**
 * What there is to review of a position: what is held, what of it no exit sells already, and the stops that are open.
 * Whether a quarantined order still sells nobody knows, so it neither counts as an exit nor as a stop: better a stop too
 * many than none. Pure.
 */
export function toReview(
  instrument: Instrument,
  position: Position | undefined,
  open: readonly OrderState[],
  at: number,
): PositionReviewed {
  const held = decimal(position?.quantity ?? '0');
  const own = open.filter(
    ({ order, status }) => order.intent.instrument === instrument.id && status !== 'quarantined',
  );
  const leaving = own
    .filter(({ order }) => order.intent.role === 'exit')
    .reduce((sum, state) => sum.plus(remaining(state)), new Decimal(0));
  return {
    type: 'position.reviewed',
    held: held.toString(),
    quantity: truncateQuantity(instrument, Decimal.max(0, held.minus(leaving))).toString(),
    minQuantity: instrument.minQuantity,
    minNotional: instrument.minNotional,
    holdsStops: holdsStops(instrument),
    stops: own.filter(({ order }) => order.intent.role === 'protection').map(toStop),
    at,
  };
}

function toStop(state: OrderState): StopSeen {
  const { id, triggerPrice, targetPrice } = state.order.intent;
  return {
    order: id,
    phase: phases[state.status] ?? 'doubtful',
    remaining: remaining(state).toString(),
    stop: hasLostStop(state) ? null : triggerPrice,
    target: targetPrice,
  };
}

/** One leg of an OCO ends with the first trade of the other: what a target has not sold yet has no stop any more. */
function hasLostStop({ order: { intent, fills } }: OrderState): boolean {
  const { type, targetPrice } = intent;
  if (type !== 'oco' || targetPrice === null) return false;
  return fills.some(({ price }) => decimal(price).gte(decimal(targetPrice)));
}

function remaining({ order }: OrderState): Decimal {
  return decimal(order.intent.quantity).minus(decimal(orderTotals(order.fills).filled));
}
