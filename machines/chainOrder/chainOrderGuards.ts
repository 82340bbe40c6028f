import { decimal, sum } from '../../domain/decimal.ts';
import type { Fill } from '../../domain/Fill.ts';
import type { ChainOrder, ChainOrderEvent, Fees, Receipt } from './ChainOrder.ts';

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
  return receipts.some((known) => isSame(known, receipt)) ? receipts : [...receipts, receipt];
}

export function isSame(
  a: Pick<Receipt, 'hash' | 'blockHash'>,
  b: Pick<Receipt, 'hash' | 'blockHash'>,
): boolean {
  return a.hash === b.hash && a.blockHash === b.blockHash;
}

/** What `chainOrder@1` asks of its context and an event. */
export const chainOrderGuards = {
  isFirst: ({ context, event }: Args) =>
    event.type === 'transaction.signed' &&
    event.transaction.purpose === 'order' &&
    context.transactions.length === 0,
  /** Under the same nonce only one of them can be mined, and nodes take the new one only for a higher fee. */
  isHigherBid: ({ context, event }: Args) => {
    if (event.type !== 'transaction.signed') return false;
    const { hash, purpose } = event.transaction;
    const newest = context.transactions.at(-1);
    return (
      !isOurs(context, hash) &&
      (purpose === 'cancel' || context.cancelRequestedAt === null) &&
      (newest === undefined || outbids(event.transaction, newest))
    );
  },
  /** A cancellation may always leave. */
  mayLeave: ({ context, event }: Args) => {
    const newest = context.transactions.at(-1);
    if (event.type !== 'broadcast.began' || event.hash !== newest?.hash) return false;
    if (newest.purpose === 'cancel') return true;
    return event.at < context.deadline && (event.at <= context.intent.sendBefore || hasLeft(context));
  },
  hasNotLeft: ({ context }: Args) => !hasLeft(context),
  isNewestRefused: ({ context, event }: Args) =>
    event.type === 'broadcast.refused' && event.hash === context.transactions.at(-1)?.hash,
  isNewestDropped: ({ context, event }: Args) =>
    event.type === 'transaction.dropped' && event.hash === context.transactions.at(-1)?.hash,
  wasNotAskedToCancel: ({ context }: Args) => context.cancelRequestedAt === null,

  isKnownMined: ({ context, event }: Args) =>
    'receipt' in event && context.mined !== null && isSame(context.mined, event.receipt),
  isOurs: ({ context, event }: Args) => 'receipt' in event && isOurs(context, event.receipt.hash),
  isMinedReceipt: ({ context, event }: Args) =>
    event.type === 'transaction.reorged' && context.mined !== null && isSame(context.mined, event),
  isMinedAndWasAskedToCancel: ({ context, event }: Args) =>
    context.cancelRequestedAt !== null &&
    event.type === 'transaction.reorged' &&
    context.mined !== null &&
    isSame(context.mined, event),

  isKnownFinal: ({ context, event }: Args) =>
    'receipt' in event && context.receipts.some((known) => isSame(known, event.receipt)),
  isForeign: ({ context, event }: Args) => 'receipt' in event && !isOurs(context, event.receipt.hash),
  wouldOverfill: ({ context, event }: Args) =>
    'receipt' in event &&
    sum(
      chainFills({ receipts: withReceipt(context.receipts, event.receipt) }).map(({ quantity }) => quantity),
    ).gt(decimal(context.intent.quantity)),
  isCancellation: ({ context, event }: Args) =>
    'receipt' in event &&
    context.transactions.some(({ hash, purpose }) => hash === event.receipt.hash && purpose === 'cancel'),
  isOursAndReverted: ({ context, event }: Args) =>
    'receipt' in event && isOurs(context, event.receipt.hash) && event.receipt.status === 'reverted',
  isReverted: ({ event }: Args) => 'receipt' in event && event.receipt.status === 'reverted',
  isAnothers: ({ context, event }: Args) => event.type === 'nonce.finalised' && !isOurs(context, event.hash),
  isPastDeadline: ({ context, event }: Args) =>
    event.type === 'deadline.passed' && event.finalBlockTime > context.deadline,
  isPastDeadlineBeforeLeaving: ({ context, event }: Args) =>
    event.type === 'deadline.passed' && event.finalBlockTime > context.deadline && !hasLeft(context),
  lacksPersonWithReason: ({ event }: Args) =>
    !('by' in event && event.by.role === 'approver' && event.reason.trim() !== ''),
} as const;

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
