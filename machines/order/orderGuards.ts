import { assertEvent } from 'xstate';
import type { Actor } from '../../domain/actor.ts';
import { type Decimal, decimal, sum } from '../../domain/decimal.ts';
import type { Fill } from '../../domain/Fill.ts';
import type { Order } from '../../domain/Order.ts';
import { type OrderEvent, restingStatuses, type VenueWord } from './OrderEvent.ts';

type Args = { context: Order; event: OrderEvent };
type Status = VenueWord['status'];

/** The set of fills with one more in it; a fill that is there already changes nothing. */
export function withFill(context: Order, fill: Fill): Fill[] {
  return isIn(context, fill) ? context.fills : [...context.fills, fill];
}

/** What `order@1` asks of its context and an event. Quantities are sums over the set of fills. */
export const orderGuards = {
  isInTime: ({ context, event }: Args) => event.at <= context.intent.sendBefore,
  maySendAgain: ({ context, event }: Args) => event.at < context.intent.sendBefore,
  wasAskedToCancel: ({ context }: Args) => context.cancelRequestedAt !== null,
  wasNotAskedAbout: ({ context }: Args) => context.askedSince === null,

  isKnownFill: ({ context, event }: Args) => isIn(context, fillOf(event)),
  wouldOverfill: ({ context, event }: Args) => filledWith(context, fillOf(event)).gt(ordered(context)),
  wouldComplete: ({ context, event }: Args) => filledWith(context, fillOf(event)).eq(ordered(context)),
  hasFills: ({ context }: Args) => context.fills.length > 0,

  saysFilled: ({ event }: Args) => wordOf(event).status === 'filled',
  saysCancelled: ({ event }: Args) => wordOf(event).status === 'cancelled',
  saysExpired: ({ event }: Args) => wordOf(event).status === 'expired',
  saysRejected: ({ event }: Args) => wordOf(event).status === 'rejected',
  saysTriggered: ({ event }: Args) => wordOf(event).status === 'triggered',
  isFilled: ({ context }: Args) => filled(context).gte(ordered(context)),
  lacksFills: ({ context, event }: Args) => decimal(wordOf(event).filled).gt(filled(context)),
  saysNothingNew: ({ context, event }: Args, params: { statuses: readonly Status[] }) =>
    params.statuses.includes(wordOf(event).status) &&
    wordOf(event).venueOrderId === context.venueOrderId &&
    decimal(wordOf(event).filled).lte(filled(context)),
  rests: ({ event }: Args) => restingStatuses.includes(wordOf(event).status),
  restsAndWasAskedToCancel: ({ context, event }: Args) =>
    context.cancelRequestedAt !== null && restingStatuses.includes(wordOf(event).status),
  /** The venue holds an order that it was believed never to have taken. */
  hasSurfaced: ({ context, event }: Args) =>
    context.venueOrderId === null && restingStatuses.includes(wordOf(event).status),

  lacksPersonWithReason: ({ event }: Args) =>
    personOf(event).by.role !== 'approver' || personOf(event).reason.trim() === '',
} as const;

/** The fill that an event carries. */
export function fillOf(event: OrderEvent): Fill {
  assertEvent(event, 'fill.received');
  return event.fill;
}

/** What the venue says in an event. */
export function wordOf(event: OrderEvent): VenueWord {
  assertEvent(event, ['venue.reported', 'order.adopted', 'quarantine.accepted']);
  return event.word;
}

/** The person who ends a quarantine, and why. */
export function personOf(event: OrderEvent): { by: Actor; reason: string } {
  assertEvent(event, ['quarantine.accepted', 'quarantine.writtenOff']);
  return event;
}

function isIn(context: Order, fill: Fill): boolean {
  return context.fills.some((known) => known.id === fill.id);
}

function ordered(context: Order): Decimal {
  return decimal(context.intent.quantity);
}

function filled(context: Order): Decimal {
  return sum(context.fills.map((fill) => fill.quantity));
}

function filledWith(context: Order, fill: Fill): Decimal {
  return sum(withFill(context, fill).map(({ quantity }) => quantity));
}
