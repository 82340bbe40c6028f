import { type Decimal, decimal, sum } from '../../domain/decimal.ts';
import type { Fill } from '../../domain/Fill.ts';
import type { Order } from '../../domain/Order.ts';
import type { OrderEvent, VenueWord } from './OrderEvent.ts';

type Args = { context: Order; event: OrderEvent };
type Status = VenueWord['status'];

const resting: readonly Status[] = ['open', 'triggered', 'partiallyFilled'];

/** The set of fills with one more in it; a fill that is there already changes nothing. */
export function withFill(context: Order, fill: Fill): Fill[] {
  return context.fills.some((known) => known.id === fill.id) ? context.fills : [...context.fills, fill];
}

/** What `order@1` asks of its context and an event. Quantities are sums over the set of fills. */
export const orderGuards = {
  isInTime: ({ context, event }: Args) => event.at <= context.intent.sendBefore,
  maySendAgain: ({ context, event }: Args) => event.at < context.intent.sendBefore,
  wasAskedToCancel: ({ context }: Args) => context.cancelRequestedAt !== null,
  wasNotAskedAbout: ({ context }: Args) => context.askedSince === null,

  isKnownFill: ({ context, event }: Args) =>
    event.type === 'fill.received' && context.fills.some((known) => known.id === event.fill.id),
  wouldOverfill: ({ context, event }: Args) =>
    event.type === 'fill.received' && withEvent(context, event.fill).gt(ordered(context)),
  wouldComplete: ({ context, event }: Args) =>
    event.type === 'fill.received' && withEvent(context, event.fill).eq(ordered(context)),
  hasFills: ({ context }: Args) => context.fills.length > 0,

  saysFilled: ({ event }: Args) => statusOf(event) === 'filled',
  saysCancelled: ({ event }: Args) => statusOf(event) === 'cancelled',
  saysExpired: ({ event }: Args) => statusOf(event) === 'expired',
  saysRejected: ({ event }: Args) => statusOf(event) === 'rejected',
  saysTriggered: ({ event }: Args) => statusOf(event) === 'triggered',
  isFilled: ({ context }: Args) => filled(context).gte(ordered(context)),
  lacksFills: ({ context, event }: Args) => 'word' in event && decimal(event.word.filled).gt(filled(context)),
  saysNothingNew: ({ context, event }: Args, params: { statuses: readonly Status[] }) =>
    'word' in event &&
    params.statuses.includes(event.word.status) &&
    event.word.venueOrderId === context.venueOrderId &&
    decimal(event.word.filled).lte(filled(context)),
  rests: ({ event }: Args) => 'word' in event && resting.includes(event.word.status),
  restsAndWasAskedToCancel: ({ context, event }: Args) =>
    context.cancelRequestedAt !== null && 'word' in event && resting.includes(event.word.status),
  /** The venue holds an order that it was believed never to have taken. */
  hasSurfaced: ({ context, event }: Args) =>
    context.venueOrderId === null && 'word' in event && resting.includes(event.word.status),

  lacksPersonWithReason: ({ event }: Args) =>
    !('by' in event && event.by.role === 'approver' && event.reason.trim() !== ''),
} as const;

function statusOf(event: OrderEvent): Status | undefined {
  return 'word' in event ? event.word.status : undefined;
}

function ordered(context: Order): Decimal {
  return decimal(context.intent.quantity);
}

function filled(context: Order): Decimal {
  return sum(context.fills.map((fill) => fill.quantity));
}

function withEvent(context: Order, fill: Fill): Decimal {
  return sum(withFill(context, fill).map(({ quantity }) => quantity));
}
