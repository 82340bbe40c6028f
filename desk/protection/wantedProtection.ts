import { Decimal, type DecimalString, decimal } from '../../domain/decimal.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import { truncateQuantity } from '../../domain/instrumentRules.ts';
import type { Position } from '../../domain/Position.ts';
import { orderTotals } from '../../machines/order/orderTotals.ts';
import type { OrderState } from '../machineStates.ts';

/** Stop and target that a position was approved with. */
export type ProtectionTerms = { stop: DecimalString | null; target: DecimalString | null };

/** The protection that a position should have now; null for none. */
export type WantedProtection = { quantity: Decimal; stop: DecimalString; target: DecimalString | null };

/**
 * Works out the one stop that a position needs: sized to what is held and not being sold already, at the stop of the
 * entry that came last. Pure.
 */
export function wantedProtection(
  instrument: Instrument,
  position: Position,
  terms: ProtectionTerms,
  openOrders: readonly OrderState[],
): WantedProtection | null {
  if (!terms.stop) return null;
  const leaving = openOrders
    .filter(({ order: { intent } }) => intent.instrument === instrument.id && intent.role === 'exit')
    // Whether a quarantined exit still sells nobody knows: better a stop too many than none.
    .filter(({ status }) => status !== 'quarantined')
    .reduce(
      (sum, { order }) =>
        sum.plus(decimal(order.intent.quantity).minus(decimal(orderTotals(order.fills).filled))),
      new Decimal(0),
    );
  const quantity = truncateQuantity(instrument, Decimal.max(0, decimal(position.quantity).minus(leaving)));
  if (quantity.isZero() || quantity.lt(decimal(instrument.minQuantity))) return null;
  return { quantity, stop: terms.stop, target: terms.target };
}

/** Whether a protection is the wanted one. */
export function isAsWanted({ order: { intent } }: OrderState, wanted: WantedProtection): boolean {
  return (
    wanted.quantity.eq(decimal(intent.quantity)) &&
    intent.triggerPrice !== null &&
    decimal(intent.triggerPrice).eq(decimal(wanted.stop)) &&
    (intent.targetPrice === null) === (wanted.target === null) &&
    (intent.targetPrice === null ||
      wanted.target === null ||
      decimal(intent.targetPrice).eq(decimal(wanted.target)))
  );
}
