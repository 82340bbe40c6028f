import { assertEvent } from 'xstate';
import type { Actor } from '../../domain/actor.ts';
import { decimal, sum } from '../../domain/decimal.ts';
import type { Fill } from '../../domain/Fill.ts';
import type { ChainOrder, ChainOrderEvent, Fees, Receipt, SignedTransaction } from './ChainOrder.ts';

type Args = { context: ChainOrder; event: ChainOrderEvent };

/** Nodes refuse a replacement whose two fees are not both at least this much higher, in percent. */
const feeBumpPercent = 10n;

/** Executions of an order: those of its final receipts, each once. */
export function chainFills(order: Pick<ChainOrder, 'receipts'>): Fill[] {
  const fills = new Map<string, Fill>();
  for (const receipt of order.receipts) for (const fill of receipt.fills) fills.set(fill.id, fill);
  return [...fills.values()];
}

/** The set of final receipts with one more in it. */
export function withReceipt(receipts: readonly Receipt[], receipt: Receipt): readonly Receipt[] {
  return isAmong(receipts, receipt) ? receipts : [...receipts, receipt];
}

export function isSame(
  a: Pick<Receipt, 'hash' | 'blockHash'>,
  b: Pick<Receipt, 'hash' | 'blockHash'>,
): boolean {
  return a.hash === b.hash && a.blockHash === b.blockHash;
}

/** What `chainOrder@1` asks of its context and an event. */
export const chainOrderGuards = {
  isFirst: ({ context, event }: Args) => {
    assertEvent(event, 'transaction.signed');
    return event.transaction.purpose === 'order' && context.transactions.length === 0;
  },
  /** Under the same nonce only one of them can be mined, and nodes take the new one only for a higher fee. */
  isHigherBid: ({ context, event }: Args) => {
    assertEvent(event, 'transaction.signed');
    const { hash, purpose } = event.transaction;
    const isWanted = purpose === 'cancel' || context.cancelRequestedAt === null;
    return isWanted && !isOurs(context, hash) && outbids(event.transaction, newestOf(context));
  },
  /** A cancellation may always leave. */
  mayLeave: ({ context, event }: Args) => {
    assertEvent(event, 'broadcast.began');
    const newest = newestOf(context);
    if (event.hash !== newest.hash) return false;
    if (newest.purpose === 'cancel') return true;
    return event.at < context.deadline && (event.at <= context.intent.sendBefore || hasLeft(context));
  },
  hasNotLeft: ({ context }: Args) => !hasLeft(context),
  isNewest: ({ context, event }: Args) => {
    assertEvent(event, ['broadcast.refused', 'transaction.dropped']);
    return event.hash === newestOf(context).hash;
  },
  wasNotAskedToCancel: ({ context }: Args) => context.cancelRequestedAt === null,

  isKnownMined: ({ context, event }: Args) => isIn(context, receiptOf(event)),
  isOurs: ({ context, event }: Args) => isOurs(context, receiptOf(event).hash),
  isTakenBack: ({ context, event }: Args) => isTakenBack(context, event),
  isTakenBackAndWasAskedToCancel: ({ context, event }: Args) =>
    context.cancelRequestedAt !== null && isTakenBack(context, event),

  isKnownFinal: ({ context, event }: Args) => isAmong(context.receipts, receiptOf(event)),
  isForeign: ({ context, event }: Args) => !isOurs(context, receiptOf(event).hash),
  wouldOverfill: ({ context, event }: Args) => {
    const fills = chainFills({ receipts: withReceipt(context.receipts, receiptOf(event)) });
    return sum(fills.map(({ quantity }) => quantity)).gt(decimal(context.intent.quantity));
  },
  isCancellation: ({ context, event }: Args) =>
    context.transactions.some(({ hash, purpose }) => hash === receiptOf(event).hash && purpose === 'cancel'),
  isOursAndReverted: ({ context, event }: Args) =>
    isOurs(context, receiptOf(event).hash) && receiptOf(event).status === 'reverted',
  isReverted: ({ event }: Args) => receiptOf(event).status === 'reverted',
  isAnothers: ({ context, event }: Args) => {
    assertEvent(event, 'nonce.finalised');
    return !isOurs(context, event.hash);
  },
  isPastDeadline: ({ context, event }: Args) => isPastDeadline(context, event),
  isPastDeadlineBeforeLeaving: ({ context, event }: Args) =>
    isPastDeadline(context, event) && !hasLeft(context),
  lacksPersonWithReason: ({ event }: Args) =>
    personOf(event).by.role !== 'approver' || personOf(event).reason.trim() === '',
} as const;

/** The receipt that an event carries. */
export function receiptOf(event: ChainOrderEvent): Receipt {
  assertEvent(event, ['transaction.mined', 'transaction.finalised']);
  return event.receipt;
}

/** The person who ends a quarantine, and why. */
export function personOf(event: ChainOrderEvent): { by: Actor; reason: string } {
  assertEvent(event, ['quarantine.accepted', 'quarantine.writtenOff']);
  return event;
}

function isAmong(receipts: readonly Receipt[], receipt: Receipt): boolean {
  return receipts.some((known) => isSame(known, receipt));
}

function isIn({ mined }: ChainOrder, receipt: Pick<Receipt, 'hash' | 'blockHash'>): boolean {
  return mined !== null && isSame(mined, receipt);
}

function isTakenBack(context: ChainOrder, event: ChainOrderEvent): boolean {
  assertEvent(event, 'transaction.reorged');
  return isIn(context, event);
}

function isPastDeadline(context: ChainOrder, event: ChainOrderEvent): boolean {
  assertEvent(event, 'deadline.passed');
  return event.finalBlockTime > context.deadline;
}

/** The transaction that was signed last. Nothing is asked of it before there is one. */
function newestOf({ transactions }: ChainOrder): SignedTransaction {
  const newest = transactions.at(-1);
  if (!newest) throw new Error('Nothing was signed for this order yet');
  return newest;
}

function isOurs(context: ChainOrder, hash: string): boolean {
  return context.transactions.some((transaction) => transaction.hash === hash);
}

function hasLeft(context: ChainOrder): boolean {
  return context.transactions.some(({ broadcastAt }) => broadcastAt !== null);
}

function outbids(next: Fees, newest: Fees): boolean {
  const isHigher = (a: string, b: string) => BigInt(a) * 100n >= BigInt(b) * (100n + feeBumpPercent);
  return (
    isHigher(next.maxFeePerGas, newest.maxFeePerGas) &&
    isHigher(next.maxPriorityFeePerGas, newest.maxPriorityFeePerGas)
  );
}
