import { assign, setup } from 'xstate';
import { decimal, sum } from '../../domain/decimal.ts';
import type { Fill } from '../../domain/Fill.ts';
import type { Order, OrderIntent } from '../../domain/Order.ts';
import type { OrderEvent, VenueWord } from './OrderEvent.ts';

const fillQuantity = (fills: readonly Fill[]) => sum(fills.map((fill) => fill.quantity));

/** The set of fills with one more in it; a fill that is there already changes nothing. */
function withFill(context: Order, fill: Fill): Fill[] {
  return context.fills.some((known) => known.id === fill.id) ? context.fills : [...context.fills, fill];
}

/** What every fill is looked at for first, wherever the order stands. */
const fillChecks = [
  { guard: 'isKnownFill' as const },
  {
    guard: 'wouldOverfill' as const,
    target: '#order@1.quarantined',
    actions: ['addFill', 'explainOverfill', 'reviewProtection'] as const,
  },
  {
    guard: 'wouldComplete' as const,
    target: '#order@1.filled',
    actions: ['addFill', 'reviewProtection'] as const,
  },
];
const bookFill = { actions: ['addFill', 'reviewProtection'] as const };
const fillConflict = {
  target: '#order@1.quarantined',
  actions: ['explain', 'reviewProtection'] as const,
};

/** Transitions that hold wherever the order is at the venue or may be. */
const atVenue = {
  'fill.received': [...fillChecks, { ...bookFill, target: '#order@1.partiallyFilled' }],
  'fill.conflicted': fillConflict,
  'venue.reported': [
    { guard: 'isFilledInFull' as const, target: '#order@1.filled', actions: 'noteVenueId' as const },
    {
      guard: 'saysFilled' as const,
      target: '#order@1.partiallyFilled',
      actions: ['noteVenueId', 'fetchFills'] as const,
    },
    {
      guard: 'saysCancelled' as const,
      target: '#order@1.cancelled',
      actions: ['noteVenueId', 'fetchFills', 'reviewProtection'] as const,
    },
    {
      guard: 'saysExpired' as const,
      target: '#order@1.expired',
      actions: ['noteVenueId', 'fetchFills', 'reviewProtection'] as const,
    },
    {
      guard: 'saysRejected' as const,
      target: '#order@1.rejected',
      actions: ['noteVenueId', 'explainVenueRejection', 'reviewProtection'] as const,
    },
    {
      guard: 'lacksFills' as const,
      target: '#order@1.partiallyFilled',
      actions: ['noteVenueId', 'fetchFills'] as const,
    },
    { guard: 'hasFills' as const, target: '#order@1.partiallyFilled', actions: 'noteVenueId' as const },
    { guard: 'saysTriggered' as const, target: '#order@1.triggered', actions: 'noteVenueId' as const },
    { target: '#order@1.accepted', actions: 'noteVenueId' as const },
  ],
};

/** A late fill is booked in every closed state. Where the venue had said that it never would trade, a human looks. */
const closed = {
  'fill.received': [...fillChecks, bookFill],
  'fill.conflicted': fillConflict,
};
const neverTraded = {
  'fill.received': [
    { guard: 'isKnownFill' as const },
    {
      target: '#order@1.quarantined',
      actions: ['addFill', 'explainUnexpectedFill', 'reviewProtection'] as const,
    },
  ],
  'fill.conflicted': fillConflict,
};

/** What the venue says at an open order; word that it said before changes nothing. */
const reports = (...statuses: VenueWord['status'][]) => [
  { guard: { type: 'saysNothingNew' as const, params: { statuses } } },
  ...atVenue['venue.reported'],
];

const cancellable = {
  'cancel.requested': { target: '#order@1.pendingCancel', actions: ['noteCancel', 'cancelOrder'] as const },
};

/**
 * `order@1` for venues: from a durable intent to its end. Nothing leaves before `sending`; a send whose outcome is
 * not known is `unknown`, never `rejected`, and leaves that state only by the venue's word or by proof of absence.
 */
export const orderMachine = setup({
  types: { context: {} as Order, events: {} as OrderEvent, input: {} as OrderIntent },
  guards: {
    isKnownFill: ({ context, event }) =>
      event.type === 'fill.received' && context.fills.some((known) => known.id === event.fill.id),
    wouldOverfill: ({ context, event }) =>
      event.type === 'fill.received' &&
      fillQuantity(withFill(context, event.fill)).gt(decimal(context.intent.quantity)),
    wouldComplete: ({ context, event }) =>
      event.type === 'fill.received' &&
      fillQuantity(withFill(context, event.fill)).eq(decimal(context.intent.quantity)),
    isFilledInFull: ({ context, event }) =>
      event.type === 'venue.reported' &&
      event.word.status === 'filled' &&
      fillQuantity(context.fills).eq(decimal(context.intent.quantity)),
    saysFilled: ({ event }) => event.type === 'venue.reported' && event.word.status === 'filled',
    saysCancelled: ({ event }) => event.type === 'venue.reported' && event.word.status === 'cancelled',
    saysExpired: ({ event }) => event.type === 'venue.reported' && event.word.status === 'expired',
    saysRejected: ({ event }) => event.type === 'venue.reported' && event.word.status === 'rejected',
    saysTriggered: ({ event }) => event.type === 'venue.reported' && event.word.status === 'triggered',
    lacksFills: ({ context, event }) =>
      event.type === 'venue.reported' && decimal(event.word.filled).gt(fillQuantity(context.fills)),
    saysNothingNew: ({ context, event }, params: { statuses: readonly VenueWord['status'][] }) =>
      event.type === 'venue.reported' &&
      params.statuses.includes(event.word.status) &&
      event.word.venueOrderId === context.venueOrderId &&
      decimal(event.word.filled).lte(fillQuantity(context.fills)),
    isStillCancelling: ({ event }) =>
      event.type === 'venue.reported' && ['open', 'triggered', 'partiallyFilled'].includes(event.word.status),
    wasAskedToCancel: ({ context }) => context.cancelRequestedAt !== null,
    wasNotAskedAbout: ({ context }) => context.askedSince === null,
    maySendAgain: ({ context, event }) =>
      event.type === 'send.deferred' && event.at < context.intent.sendBefore,
    hasFills: ({ context }) => context.fills.length > 0,
  },
  actions: {
    addFill: assign(({ context, event }) =>
      event.type === 'fill.received' ? { fills: withFill(context, event.fill), updatedAt: event.at } : {},
    ),
    noteVenueId: assign(({ event }) =>
      event.type === 'venue.reported' ? { venueOrderId: event.word.venueOrderId, updatedAt: event.at } : {},
    ),
    noteAttempt: assign(({ context, event }) => ({ attempts: context.attempts + 1, updatedAt: event.at })),
    noteVenueTime: assign(({ event }) =>
      event.type === 'resolution.began' ? { askedSince: event.venueTime, updatedAt: event.at } : {},
    ),
    noteCancel: assign(({ event }) => ({ cancelRequestedAt: event.at, updatedAt: event.at })),
    explain: assign(({ event }) => ('reason' in event ? { reason: event.reason, updatedAt: event.at } : {})),
    explainOverfill: assign({
      reason:
        'The venue reported more than was ordered. A person has to look before this order is touched again.',
    }),
    explainUnexpectedFill: assign({
      reason:
        'The venue reported a fill of an order that it had said would never trade. It is booked; a person has to look.',
    }),
    explainVenueRejection: assign({ reason: 'The venue rejected the order after it had taken it.' }),
    explainRestart: assign(({ event }) => ({
      reason: 'The desk stopped while this order was being sent. The venue is asked what became of it.',
      updatedAt: event.at,
    })),
    explainAbsence: assign(({ event }) => ({
      reason: 'The venue never took this order; it will not trade.',
      updatedAt: event.at,
    })),
    submitOrder: (_, _params: { afterMs: number }) => {},
    cancelOrder: () => {},
    resolveOrder: () => {},
    fetchFills: () => {},
    reviewProtection: () => {},
    returnForReapproval: () => {},
  },
}).createMachine({
  id: 'order@1',
  context: ({ input }) => ({
    intent: input,
    venueOrderId: null,
    fills: [],
    cancelRequestedAt: null,
    attempts: 0,
    askedSince: null,
    reason: null,
    updatedAt: input?.createdAt ?? 0,
  }),
  initial: 'intended',
  states: {
    intended: {
      // A refusal for now is tried again a little later each time.
      entry: { type: 'submitOrder', params: ({ context }) => ({ afterMs: context.attempts * 1000 }) },
      on: {
        'send.began': { target: 'sending', actions: 'noteAttempt' },
        'intent.lapsed': {
          target: 'lapsed',
          actions: ['explain', 'returnForReapproval', 'reviewProtection'],
        },
        'cancel.requested': { target: 'cancelled', actions: ['noteCancel', 'explain', 'reviewProtection'] },
      },
    },
    sending: {
      on: {
        ...atVenue,
        'venue.reported': [
          { guard: 'wasAskedToCancel', target: 'pendingCancel', actions: ['noteVenueId', 'cancelOrder'] },
          ...atVenue['venue.reported'],
        ],
        'send.deferred': [
          { guard: 'wasAskedToCancel', target: 'cancelled', actions: 'reviewProtection' },
          { guard: 'maySendAgain', target: 'intended', actions: 'explain' },
          { target: 'lapsed', actions: ['explain', 'returnForReapproval', 'reviewProtection'] },
        ],
        'send.rejected': { target: 'rejected', actions: ['explain', 'reviewProtection'] },
        'send.becameAmbiguous': { target: 'unknown', actions: 'explain' },
        'restart.found': { target: 'unknown', actions: 'explainRestart' },
        'cancel.requested': { actions: 'noteCancel' },
      },
    },
    unknown: {
      entry: 'resolveOrder',
      on: {
        ...atVenue,
        'venue.reported': [
          { guard: 'wasAskedToCancel', target: 'pendingCancel', actions: ['noteVenueId', 'cancelOrder'] },
          ...atVenue['venue.reported'],
        ],
        'resolution.began': { guard: 'wasNotAskedAbout', actions: 'noteVenueTime' },
        'absence.proven': [
          { guard: 'hasFills', target: 'quarantined', actions: 'explainUnexpectedFill' },
          { target: 'notAccepted', actions: ['explainAbsence', 'returnForReapproval', 'reviewProtection'] },
        ],
        'cancel.requested': { actions: 'noteCancel' },
      },
    },
    accepted: { on: { ...atVenue, ...cancellable, 'venue.reported': reports('open') } },
    triggered: { on: { ...atVenue, ...cancellable, 'venue.reported': reports('triggered') } },
    partiallyFilled: {
      on: { ...atVenue, ...cancellable, 'venue.reported': reports('open', 'triggered', 'partiallyFilled') },
    },
    pendingCancel: {
      on: {
        ...atVenue,
        'fill.received': [...fillChecks, bookFill],
        'venue.reported': [
          ...reports('open', 'triggered', 'partiallyFilled').slice(0, 1),
          { guard: 'isStillCancelling', actions: 'noteVenueId' },
          ...atVenue['venue.reported'],
        ],
        'cancel.refused': [
          { guard: 'hasFills', target: 'partiallyFilled', actions: 'explain' },
          { target: 'accepted', actions: 'explain' },
        ],
      },
    },
    filled: { on: closed },
    cancelled: { on: closed },
    expired: { on: closed },
    rejected: { on: neverTraded },
    notAccepted: { on: neverTraded },
    lapsed: { on: neverTraded },
    quarantined: {
      on: { 'fill.received': [{ guard: 'isKnownFill' }, { actions: ['addFill', 'reviewProtection'] }] },
    },
  },
});
