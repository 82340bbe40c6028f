import { z } from 'zod';
import { fill } from './Fill.ts';
import { accountId, instrumentId, orderId, proposalId } from './ids.ts';
import { side, timeInForce } from './Proposal.ts';
import { decimalString, epochMs, positiveDecimal } from './schema.ts';

/**
 * Types as they go to a venue. `stop`: market order when the trigger trades. `oco`: a stop and a limit at the
 * target of which one cancels the other; both legs belong to one order here.
 */
export const orderType = z.enum(['market', 'limit', 'postOnly', 'stop', 'stopLimit', 'takeProfit', 'oco']);
export type OrderType = z.infer<typeof orderType>;

/** Why the order exists. `protection`: the stop of a position. `emergency`: sent by the kill path. */
export const orderRole = z.enum(['entry', 'exit', 'protection', 'emergency']);
export type OrderRole = z.infer<typeof orderRole>;

/** What is asked of the venue; fixed when the intent is stored. */
export const orderIntent = z.strictObject({
  id: orderId,
  clientOrderId: z.string().min(1).max(36),
  account: accountId,
  venue: z.string(),
  instrument: instrumentId,
  role: orderRole,
  proposal: proposalId.nullable(),
  /** Who proposed it (`actor.id`); absent where no proposal stands behind it. */
  proposer: z.string().min(1).max(64).nullish(),
  /** The order whose fills made this one necessary (a protection's entry); null otherwise. */
  parent: orderId.nullable(),
  side,
  type: orderType,
  quantity: positiveDecimal,
  /** Limit price; null for market and plain stop orders. */
  price: positiveDecimal.nullable(),
  /** Trigger of stop, stop-limit, take-profit, or of the stop leg of an OCO. */
  triggerPrice: positiveDecimal.nullable(),
  /** Limit price of the profit leg of an OCO; null otherwise. */
  targetPrice: positiveDecimal.nullable(),
  timeInForce,
  reduceOnly: z.boolean(),
  /** After this the intent may not be sent any more (epoch ms). */
  sendBefore: epochMs,
  createdAt: epochMs,
});
export type OrderIntent = z.infer<typeof orderIntent>;

export const orderStatus = z.enum([
  'intended',
  'sending',
  'accepted',
  'triggered',
  'partiallyFilled',
  'filled',
  'pendingCancel',
  'pendingReplace',
  'cancelled',
  'expired',
  'rejected',
  'unknown',
  'notAccepted',
  'lapsed',
  'quarantined',
  'writtenOff',
]);
export type OrderStatus = z.infer<typeof orderStatus>;

/** An order as the desk knows it; the context of the `order@1` machine. Sums follow from the set of fills. */
export const order = z.strictObject({
  intent: orderIntent,
  venueOrderId: z.string().nullable(),
  fills: z.array(fill),
  /** Asked to be cancelled at this time; null if never. */
  cancelRequestedAt: epochMs.nullable(),
  attempts: z.int().nonnegative(),
  /** The venue's time when it was first asked what became of an ambiguous send; null where there was none. */
  askedSince: epochMs.nullable(),
  /** Why it was rejected, quarantined or is unknown, in words for a person. */
  reason: z.string().nullable(),
  updatedAt: epochMs,
});
export type Order = z.infer<typeof order>;

/** States in which the order can still trade or might, so that its exposure stays reserved. */
export const openOrderStatuses: ReadonlySet<OrderStatus> = new Set([
  'intended',
  'sending',
  'accepted',
  'triggered',
  'partiallyFilled',
  'pendingCancel',
  'pendingReplace',
  'unknown',
  'quarantined',
] as const);

/** Sums over an order's distinct fills: base filled, quote traded. */
export const orderTotals = z.strictObject({ filled: decimalString, notional: decimalString });
