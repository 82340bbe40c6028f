import { assertEvent, assign, setup } from 'xstate';
import type { Order, OrderIntent } from '../../domain/Order.ts';
import { type OrderEvent, orderEvents, restingStatuses } from './OrderEvent.ts';
import { fillOf, orderGuards, personOf, withFill, wordOf } from './orderGuards.ts';
import {
  adopted,
  atVenue,
  beingCancelled,
  closed,
  closedByPerson,
  neverTraded,
  onItsWay,
  quarantine,
  reports,
} from './orderTransitions.ts';

/** `order@1` for venues: from a durable intent to its end. */
export const orderMachine = setup({
  types: { context: {} as Order, events: {} as OrderEvent, input: {} as OrderIntent },
  guards: orderGuards,
  actions: {
    addFill: assign(({ context, event }) => ({
      fills: withFill(context, fillOf(event)),
      updatedAt: event.at,
    })),
    noteVenueId: assign(({ event }) => ({
      venueOrderId: wordOf(event).venueOrderId,
      updatedAt: event.at,
    })),
    noteAttempt: assign(({ context, event }) => ({ attempts: context.attempts + 1, updatedAt: event.at })),
    noteVenueTime: assign(({ event }) => {
      assertEvent(event, 'resolution.began');
      return { askedSince: event.venueTime, updatedAt: event.at };
    }),
    noteCancel: assign(({ event }) => ({ cancelRequestedAt: event.at, updatedAt: event.at })),
    explain: assign(({ event }) => {
      assertEvent(event, [
        'send.deferred',
        'send.rejected',
        'send.becameAmbiguous',
        'intent.lapsed',
        'fill.conflicted',
        'cancel.requested',
        'replace.requested',
        'cancel.refused',
      ]);
      return { reason: event.reason, updatedAt: event.at };
    }),
    explainPerson: assign(({ event }) => {
      const { by, reason } = personOf(event);
      return { reason: `${by.id}: ${reason}`, updatedAt: event.at };
    }),
    explainOverfill: assign({
      reason:
        'The venue reported more than was ordered. A person has to look before this order is touched again.',
    }),
    explainUnexpectedFill: assign({
      reason:
        'The venue reported a fill of an order that it had said would never trade. It is booked; a person has to look.',
    }),
    explainSurfacing: assign({
      reason:
        'The venue holds this order although it was believed never to have taken it. It is being cancelled.',
    }),
    explainStillOpen: assign({ reason: 'The venue still holds this order, which a person had written off.' }),
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
  description:
    'One order at a venue, from a durable intent to its end. Nothing leaves before `sending`; a send whose outcome is not known is `unknown`, never `rejected`, and leaves that state only by the venue’s word or by proof of absence.',
  meta: { events: orderEvents },
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
      description: 'Stored and durable; its exposure is reserved, and nothing has left.',
      // A refusal for now is tried again a little later each time.
      entry: { type: 'submitOrder', params: ({ context }) => ({ afterMs: context.attempts * 1000 }) },
      on: {
        'send.began': { guard: 'isInTime', target: 'sending', actions: 'noteAttempt' },
        'order.adopted': adopted,
        'intent.lapsed': {
          target: 'lapsed',
          actions: ['explain', 'returnForReapproval', 'reviewProtection'],
        },
        'cancel.requested': { target: 'cancelled', actions: ['noteCancel', 'explain', 'reviewProtection'] },
        'replace.requested': { target: 'cancelled', actions: ['noteCancel', 'explain', 'reviewProtection'] },
      },
    },
    sending: {
      description: 'On its way to the venue; whoever finds it so at a start knows nothing of how it ended.',
      on: {
        ...onItsWay,
        'send.deferred': [
          { guard: 'wasAskedToCancel', target: 'cancelled', actions: 'reviewProtection' },
          { guard: 'maySendAgain', target: 'intended', actions: 'explain' },
          { target: 'lapsed', actions: ['explain', 'returnForReapproval', 'reviewProtection'] },
        ],
        'send.becameAmbiguous': { target: 'unknown', actions: 'explain' },
        'restart.found': { target: 'unknown', actions: 'explainRestart' },
      },
    },
    unknown: {
      description: 'The venue may or may not have it. Its exposure stays reserved, and the venue is asked.',
      entry: 'resolveOrder',
      on: {
        ...onItsWay,
        'resolution.began': { guard: 'wasNotAskedAbout', actions: 'noteVenueTime' },
        'absence.proven': [
          { guard: 'wasAskedToCancel', target: 'cancelled', actions: ['explainAbsence', 'reviewProtection'] },
          { target: 'notAccepted', actions: ['explainAbsence', 'returnForReapproval', 'reviewProtection'] },
        ],
      },
    },
    accepted: {
      description: 'Open at the venue, nothing traded.',
      on: { ...atVenue, 'venue.reported': reports('open') },
    },
    triggered: {
      description: 'Its trigger has traded; the venue is executing it.',
      on: { ...atVenue, 'venue.reported': reports('triggered') },
    },
    partiallyFilled: {
      description: 'Open at the venue with something traded.',
      on: { ...atVenue, 'venue.reported': reports(...restingStatuses) },
    },
    pendingCancel: {
      description: 'The venue is asked to cancel it; it may still trade until the venue confirms.',
      on: beingCancelled,
    },
    pendingReplace: {
      description:
        'The venue is asked to cancel it for an order that takes its place; it stands until the venue confirms.',
      on: { ...beingCancelled, 'cancel.requested': { target: 'pendingCancel', actions: 'noteCancel' } },
    },
    filled: { description: 'Traded in full.', on: closed },
    cancelled: {
      description: 'Gone at the venue, or taken back before it left; what traded before stays.',
      on: { ...closed, 'venue.reported': neverTraded['venue.reported'] },
    },
    expired: { description: 'Ended by its time in force; what traded before stays.', on: closed },
    rejected: { description: 'Refused by the venue.', on: neverTraded },
    notAccepted: { description: 'Proven never to have reached the venue’s books.', on: neverTraded },
    lapsed: { description: 'Never sent: too late, or refused by the last look.', on: neverTraded },
    quarantined: {
      description:
        'What the venue says of it cannot be true, or cannot be explained. Fills are booked, its exposure stays reserved, and only a person with a reason ends it.',
      on: quarantine,
    },
    writtenOff: {
      description: 'Closed by a person out of quarantine with the fills that are booked.',
      on: closedByPerson,
    },
  },
});
