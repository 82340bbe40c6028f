import { decimal } from '../../domain/decimal.ts';
import type { Fill } from '../../domain/Fill.ts';
import type { OrderIntent } from '../../domain/Order.ts';

/** Whether a fill is that of a protection at its stop: nearer to its trigger than to its target. */
export function isStopOut(intent: OrderIntent, fill: Fill): boolean {
  if (intent.role !== 'protection' || intent.triggerPrice === null) return false;
  const distanceTo = (price: string) => decimal(fill.price).minus(decimal(price)).abs();
  return intent.targetPrice === null || distanceTo(intent.triggerPrice).lte(distanceTo(intent.targetPrice));
}
