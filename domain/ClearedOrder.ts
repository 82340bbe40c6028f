import type { OrderIntent } from './Order.ts';

declare const cleared: unique symbol;
declare const emergency: unique symbol;

/** An intent that the gate and the approval have let through; the only thing besides an emergency that a venue sends. */
export type ClearedOrder = OrderIntent & { readonly [cleared]: true };

/** A reduce-only order of the kill path, sized from the venue's own answer. */
export type EmergencyOrder = OrderIntent & { readonly [emergency]: true };

/** Mints a cleared order. Called by `desk/clearOrder.ts` alone; `test/architecture.test.ts` holds it to that. */
export function mintClearedOrder(intent: OrderIntent): ClearedOrder {
  return intent as ClearedOrder;
}

/** Mints an emergency order. Called by `desk/emergencyOrder.ts` alone. */
export function mintEmergencyOrder(intent: OrderIntent): EmergencyOrder {
  return intent as EmergencyOrder;
}
