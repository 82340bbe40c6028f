import { assertEvent, assign, setup } from 'xstate';
import { quoteAge } from '../../domain/quoteAge.ts';

/** `since`: when the state was entered; `sweptAt`: when quotes were last asked for by REST (epoch ms). */
export type FeedContext = { since: number; reason: string; sweptAt: number };

export type FeedInput = { at: number };

/** `ageMs`: age of the oldest quote on our clock; null while an instrument has none. */
export type FeedEvent =
  | { type: 'stream.opened'; at: number }
  | { type: 'stream.broke'; at: number; reason: string }
  | { type: 'backfill.finished'; at: number }
  | { type: 'backfill.failed'; at: number; reason: string }
  | { type: 'gap.found'; at: number; reason: string }
  | { type: 'quotes.measured'; at: number; ageMs: number | null };

/** What each event says, for the document of the machines. */
const feedEvents: Readonly<Record<FeedEvent['type'], string>> = {
  'stream.opened': 'The stream is connected.',
  'stream.broke': 'The connection is gone.',
  'backfill.finished': 'What the stream did not tell has been fetched.',
  'backfill.failed': 'It could not be fetched.',
  'gap.found': 'The stream skipped something.',
  'quotes.measured': 'How old the oldest quote is now.',
};

const initialInput: FeedInput = { at: 0 };

/** What any state does when the connection opens or breaks. */
const connection = {
  'stream.opened': { target: 'backfilling', actions: 'noteOpened' },
  'stream.broke': { target: 'reconnecting', actions: 'noteReason' },
} as const;

/** `feed@1`, one per venue. Time comes in as measured ages. */
export const feedMachine = setup({
  types: { context: {} as FeedContext, events: {} as FeedEvent, input: {} as FeedInput },
  guards: {
    isStale: ({ event }) => ageOf(event) > quoteAge.staleMs,
    isFresh: ({ event }) => ageOf(event) <= quoteAge.freshMs,
    isQuietAndUnswept: ({ context, event }) =>
      ageOf(event) > quoteAge.freshMs && event.at - context.sweptAt >= quoteAge.freshMs,
  },
  actions: {
    noteOpened: assign(({ event }) => ({ since: event.at, reason: 'catching up on what was missed' })),
    noteReason: assign(({ event }) => {
      assertEvent(event, ['stream.broke', 'backfill.failed']);
      return { since: event.at, reason: event.reason };
    }),
    noteStale: assign(({ event }) => ({ since: event.at, reason: describeAge(ageOf(event)) })),
    noteLive: assign(({ event }) => ({ since: event.at, reason: 'quotes are fresh' })),
    noteSweep: assign(({ event }) => ({ sweptAt: event.at })),
    backfill: () => {},
    sweepQuotes: () => {},
    refetchBars: () => {},
  },
}).createMachine({
  id: 'feed@1',
  description:
    'Whether a venue’s market data can be relied on. It counts as live only after a backfill has fetched what the stream did not tell, and as stale once the oldest quote is too old; a quiet stream is checked by REST before it is believed to be broken.',
  meta: { events: feedEvents },
  context: ({ input }) => ({
    since: (input ?? initialInput).at,
    reason: 'connecting to the venue',
    sweptAt: 0,
  }),
  initial: 'connecting',
  states: {
    connecting: { description: 'No stream yet.', on: connection },
    backfilling: {
      description: 'The stream is open; what was missed is being fetched.',
      entry: ['noteSweep', 'backfill'],
      on: {
        'stream.broke': connection['stream.broke'],
        'backfill.finished': { target: 'live', actions: 'noteLive' },
        'backfill.failed': { target: 'stale', actions: 'noteReason' },
      },
    },
    live: {
      description: 'Quotes are fresh.',
      on: {
        'stream.broke': connection['stream.broke'],
        'gap.found': { actions: 'refetchBars' },
        'quotes.measured': [
          { guard: 'isStale', target: 'stale', actions: 'noteStale' },
          { guard: 'isQuietAndUnswept', actions: ['noteSweep', 'sweepQuotes'] },
        ],
      },
    },
    stale: {
      description: 'The oldest quote is too old, or what was missed could not be fetched.',
      on: {
        ...connection,
        'quotes.measured': [
          // Through a backfill: while it was stale, bars may have been missed too.
          { guard: 'isFresh', target: 'backfilling', actions: 'noteOpened' },
          { guard: 'isQuietAndUnswept', actions: ['noteSweep', 'sweepQuotes'] },
        ],
      },
    },
    reconnecting: {
      description: 'The stream broke and is being opened again.',
      on: {
        'stream.opened': connection['stream.opened'],
        'quotes.measured': { guard: 'isQuietAndUnswept', actions: ['noteSweep', 'sweepQuotes'] },
      },
    },
  },
});

/** Age of the oldest quote in milliseconds; without end while an instrument has none. */
function ageOf(event: FeedEvent): number {
  assertEvent(event, 'quotes.measured');
  return event.ageMs ?? Number.POSITIVE_INFINITY;
}

function describeAge(ageMs: number): string {
  return Number.isFinite(ageMs)
    ? `the oldest quote is ${Math.round(ageMs / 1_000)} s old`
    : 'an instrument has no quote';
}
