import { type OrderId, orderId } from '../domain/ids.ts';
import { awaitTurn } from './chain/awaitTurn.ts';
import { broadcastTransaction } from './chain/broadcastTransaction.ts';
import { releaseNonce } from './chain/releaseNonce.ts';
import { settleAllowance } from './chain/settleAllowance.ts';
import { signCancellation, signReplacement, signTransaction } from './chain/signOnChain.ts';
import type { Desk } from './Desk.ts';
import type { EffectResult } from './EffectResult.ts';
import { cancelEntries } from './kill/cancelEntries.ts';
import { confirmLevel } from './kill/confirmLevel.ts';
import { flattenPositions } from './kill/flattenPositions.ts';
import { freezeEntries } from './kill/freezeEntries.ts';
import { cancelAtVenue } from './orders/cancelAtVenue.ts';
import { fetchOrderFills } from './orders/fetchOrderFills.ts';
import { resolveOrder } from './orders/resolveOrder.ts';
import { returnForReapproval } from './orders/returnForReapproval.ts';
import { protectPosition } from './protectPosition.ts';
import { submitOrder } from './submitOrder.ts';

export type EffectHandler = (desk: Desk, instance: string) => Promise<EffectResult>;

const waitForReconciliationMs = 500;

/**
 * Every effect that a machine may name, and the use case that performs it for the machine's instance. All of them
 * may run more than once.
 */
export const effects: Readonly<Record<string, EffectHandler>> = {
  submitOrder: (desk, instance) =>
    desk.runtime.reconciled
      ? submitInTurn(desk, orderId.parse(instance))
      : Promise.resolve({ againAt: desk.clock.now() + waitForReconciliationMs }),
  cancelOrder: (desk, instance) => cancelAtVenue(desk, { order: orderId.parse(instance) }),
  resolveOrder: (desk, instance) => resolveOrder(desk, { order: orderId.parse(instance) }),
  fetchFills: (desk, instance) => fetchOrderFills(desk, { order: orderId.parse(instance) }),
  reviewProtection: (desk, instance) => done(protectPosition(desk, { order: orderId.parse(instance) })),
  returnForReapproval: (desk, instance) =>
    done(returnForReapproval(desk, { order: orderId.parse(instance) })),
  signTransaction: (desk, instance) => done(signTransaction(desk, { instance: orderId.parse(instance) })),
  signReplacement: (desk, instance) => done(signReplacement(desk, { instance: orderId.parse(instance) })),
  signCancellation: (desk, instance) => done(signCancellation(desk, { instance: orderId.parse(instance) })),
  broadcastTransaction: (desk, instance) => broadcastTransaction(desk, { instance: orderId.parse(instance) }),
  settleAllowance: (desk, instance) => settleAllowance(desk, { instance: orderId.parse(instance) }),
  // The host's loop looks at every live transaction once a second; looking here too would ask a node that refuses as
  // often as it answers.
  watchTransaction: () => Promise.resolve(null),
  // Booked in the commit that heard of it.
  bookFills: () => Promise.resolve(null),
  releaseNonce: (desk, instance) => done(releaseNonce(desk, { instance: orderId.parse(instance) })),
  freezeEntries: (desk) => done(freezeEntries(desk)),
  cancelEntries,
  flattenPositions,
  confirmLevel,
};

async function submitInTurn(desk: Desk, order: OrderId): Promise<EffectResult> {
  const wait = desk.dex ? await awaitTurn(desk, { order }) : null;
  if (wait) return wait;
  await submitOrder(desk, { order });
  return null;
}

async function done(work: Promise<unknown>): Promise<null> {
  await work;
  return null;
}
