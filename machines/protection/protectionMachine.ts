import { assertEvent, assign, setup } from 'xstate';
import type { InstrumentId } from '../../domain/ids.ts';
import type { Protection, ProtectionEvent, ProtectionState, ProtectionTerms } from './Protection.ts';
import { isSameReview, refusalsBeforeAlarm, reviewPosition } from './reviewPosition.ts';

export type ProtectionInput = { instrument: InstrumentId; terms: ProtectionTerms | null; at: number };

/** What each event says, for the document of the machines. */
const protectionEvents: Readonly<Record<ProtectionEvent['type'], string>> = {
  'entry.traded':
    'An entry of the instrument traded; its stop and target hold for the whole position from now on.',
  'stop.refused': 'A stop ended without standing at the venue.',
  'position.reviewed': 'What is held, what of it needs a stop, and the stops that are open.',
};

/** Where a review leads, from any state; one that finds nothing new changes nothing. */
const reviews = (own: ProtectionState) =>
  [
    { guard: { type: 'isNoNews', params: { state: own } } },
    { guard: 'needsNone', target: 'none', actions: 'noteReview' },
    { guard: 'isStale', target: 'lifting', actions: 'noteReview' },
    { guard: 'stands', target: 'live', actions: 'noteReview' },
    { guard: 'isWatched', target: 'watched', actions: 'noteReview' },
    { guard: 'isOnItsWay', target: 'placing', actions: 'noteReview' },
    { guard: 'isWrong', target: 'replacing', actions: 'noteReview' },
    { target: 'alarmed', actions: 'noteReview' },
  ] as const;

/** `protection@1`, one per account and instrument. */
export const protectionMachine = setup({
  types: { context: {} as Protection, events: {} as ProtectionEvent, input: {} as ProtectionInput },
  guards: {
    isNoNews: ({ context, event }, params: { state: ProtectionState }) => {
      assertEvent(event, 'position.reviewed');
      const { state, after } = reviewPosition(context, event);
      return state === params.state && isSameReview(context, after);
    },
    needsNone: ({ context, event }) => leadsTo(context, event, 'none'),
    isStale: ({ context, event }) => leadsTo(context, event, 'lifting'),
    stands: ({ context, event }) => leadsTo(context, event, 'live'),
    isWatched: ({ context, event }) => leadsTo(context, event, 'watched'),
    isOnItsWay: ({ context, event }) => leadsTo(context, event, 'placing'),
    isWrong: ({ context, event }) => leadsTo(context, event, 'replacing'),
    isNewestEntry: ({ context: { terms }, event }) => {
      assertEvent(event, 'entry.traded');
      if (terms === null || event.enteredAt > terms.enteredAt) return true;
      const isChanged = event.stop !== terms.stop || event.target !== terms.target;
      return event.enteredAt === terms.enteredAt && isChanged;
    },
    isNewRefusal: ({ context, event }) => {
      assertEvent(event, 'stop.refused');
      return !context.refusals.some(({ order }) => order === event.order);
    },
  },
  actions: {
    noteReview: assign(({ context, event }) => {
      assertEvent(event, 'position.reviewed');
      return reviewPosition(context, event).after;
    }),
    noteTerms: assign(({ event }) => {
      assertEvent(event, 'entry.traded');
      const { stop, target, enteredAt, at } = event;
      return { terms: { stop, target, enteredAt }, refusals: [], updatedAt: at };
    }),
    noteRefusal: assign(({ context, event }) => {
      assertEvent(event, 'stop.refused');
      const { order, reason, at } = event;
      const refusals = [...context.refusals, { order, reason, at }].slice(-refusalsBeforeAlarm);
      return { refusals, updatedAt: at };
    }),
  },
}).createMachine({
  id: 'protection@1',
  description:
    'The one stop of one position. Every review compares what is held with the stops that are open and says what must happen next; the use case does it in the same transaction, so that state and orders never part. What a position was approved with is kept here, and a refused stop is counted here.',
  meta: { events: protectionEvents },
  context: ({ input }) => ({
    instrument: input?.instrument,
    terms: input?.terms ?? null,
    quantity: '0',
    stops: [],
    refusals: [],
    exposedSince: null,
    alarmedAt: null,
    updatedAt: input?.at ?? 0,
  }),
  initial: 'none',
  on: {
    'entry.traded': { guard: 'isNewestEntry', actions: 'noteTerms' },
    'stop.refused': { guard: 'isNewRefusal', actions: 'noteRefusal' },
  },
  states: {
    none: {
      description: 'Nothing is held that needs a stop or that the venue would trade, and no stop is open.',
      on: { 'position.reviewed': reviews('none') },
    },
    placing: {
      description:
        'A stop is needed. It is placed where none is open; otherwise it is on its way, or its fate is asked for.',
      on: { 'position.reviewed': reviews('placing') },
    },
    live: {
      description: 'Exactly one stop of the right size and price stands at the venue.',
      on: { 'position.reviewed': reviews('live') },
    },
    watched: {
      description:
        'The venue holds no stops. The desk watches the price while it runs, and sells once it is reached.',
      on: { 'position.reviewed': reviews('watched') },
    },
    replacing: {
      description:
        'The open stops are not the one that is needed; they are cancelled, and the right one follows.',
      on: { 'position.reviewed': reviews('replacing') },
    },
    lifting: {
      description: 'Nothing needs a stop any more; what is still open is cancelled.',
      on: { 'position.reviewed': reviews('lifting') },
    },
    alarmed: {
      description:
        'The venue refused the stop three times within a minute. A person is called; it is tried again after a while, and at once when another stop is needed.',
      on: { 'position.reviewed': reviews('alarmed') },
    },
  },
});

function leadsTo(context: Protection, event: ProtectionEvent, state: ProtectionState): boolean {
  assertEvent(event, 'position.reviewed');
  return reviewPosition(context, event).state === state;
}
