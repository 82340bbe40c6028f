import { assertEvent, assign, setup } from 'xstate';
import type { Actor } from '../../domain/actor.ts';
import type { KillLevel } from '../../domain/mode.ts';

/** All but `state` of the kill view; `unconfirmed` is what the venue still contradicts, and stands last in the report. */
export type KillContext = {
  level: KillLevel | null;
  by: Actor | null;
  /** When it was requested (epoch ms); of the newest request when the level was raised. */
  at: number | null;
  reason: string | null;
  report: string[];
  unconfirmed: number;
};

export type KillEvent =
  | { type: 'kill.requested'; level: KillLevel; by: Actor; reason: string; at: number }
  | { type: 'entries.frozen'; at: number }
  | { type: 'entries.cancelled'; report: string[]; at: number }
  | { type: 'positions.flattened'; report: string[]; at: number }
  | { type: 'level.confirmed'; report: string[]; at: number }
  | { type: 'level.unconfirmed'; report: string[]; at: number }
  | { type: 'rearm.requested'; by: Actor; reason: string; at: number };

/** What each event says, for the document of the machines. */
const killEvents: Readonly<Record<KillEvent['type'], string>> = {
  'kill.requested': 'Somebody kills, to a level: `pause`, `cancel` or `flatten`.',
  'entries.frozen': 'No entry that has not left can leave any more.',
  'entries.cancelled':
    'Every order that could open or add to a position was cancelled, with what became of each.',
  'positions.flattened': 'Everything held was sold, with what became of each.',
  'level.confirmed': 'The venue itself shows what the level promised.',
  'level.unconfirmed': 'The venue still shows something that the level had promised away.',
  'rearm.requested': 'The approver takes the kill back, with a reason.',
};

const levels: readonly KillLevel[] = ['pause', 'cancel', 'flatten'];
const armed: KillContext = { level: null, by: null, at: null, reason: null, report: [], unconfirmed: 0 };

/** While a step is under way a higher level only goes on further; what is under way need not begin again. */
const raise = { 'kill.requested': { guard: 'isHigher', actions: 'noteRequest' } } as const;

/** `kill@1`, one per account. Each step is an effect that answers with the event of the next. */
export const killMachine = setup({
  types: { context: {} as KillContext, events: {} as KillEvent },
  guards: {
    isHigher: ({ context, event }) => {
      assertEvent(event, 'kill.requested');
      return rank(event.level) > rank(context.level);
    },
    isAtLeastAsHigh: ({ context, event }) => {
      assertEvent(event, 'kill.requested');
      return rank(event.level) >= rank(context.level);
    },
    cancels: ({ context }) => rank(context.level) >= rank('cancel'),
    flattens: ({ context }) => context.level === 'flatten',
    isNews: ({ context, event }) => {
      assertEvent(event, 'level.unconfirmed');
      return JSON.stringify(event.report) !== JSON.stringify(pending(context));
    },
    isByPersonWithReason: ({ event }) => {
      assertEvent(event, 'rearm.requested');
      return event.by.role === 'approver' && event.reason.trim() !== '';
    },
  },
  actions: {
    noteRequest: assign(({ event }) => {
      assertEvent(event, 'kill.requested');
      return { level: event.level, by: event.by, at: event.at, reason: event.reason };
    }),
    addReport: assign(({ context, event }) => {
      assertEvent(event, ['entries.cancelled', 'positions.flattened', 'level.confirmed']);
      return { report: [...settled(context), ...event.report], unconfirmed: 0 };
    }),
    notePending: assign(({ context, event }) => {
      assertEvent(event, 'level.unconfirmed');
      return { report: [...settled(context), ...event.report], unconfirmed: event.report.length };
    }),
    reset: assign(() => armed),
    freezeEntries: () => {},
    cancelEntries: () => {},
    flattenPositions: () => {},
    confirmLevel: () => {},
  },
}).createMachine({
  id: 'kill@1',
  description:
    'The kill switch: stops entries, cancels them and flattens as far as its level says, then asks the venue whether that holds. A level can be raised at any time and never lowered; only the approver with a reason rearms, and only once the venue has confirmed.',
  meta: { events: killEvents },
  context: armed,
  initial: 'armed',
  states: {
    armed: {
      description: 'Ready; the desk trades as the guardian says.',
      on: { 'kill.requested': { target: 'freezing', actions: 'noteRequest' } },
    },
    freezing: {
      description: 'Entries that have not left are taken back.',
      entry: 'freezeEntries',
      on: {
        ...raise,
        'entries.frozen': [{ guard: 'cancels', target: 'cancelling' }, { target: 'confirming' }],
      },
    },
    cancelling: {
      description: 'Entry orders at the venue are cancelled.',
      entry: 'cancelEntries',
      on: {
        ...raise,
        'entries.cancelled': [
          { guard: 'flattens', target: 'flattening', actions: 'addReport' },
          { target: 'confirming', actions: 'addReport' },
        ],
      },
    },
    flattening: {
      description: 'Every position is sold, its stop cancelled right before.',
      entry: 'flattenPositions',
      on: { 'positions.flattened': { target: 'confirming', actions: 'addReport' } },
    },
    confirming: {
      description: 'The venue is asked until it shows what the level promised.',
      entry: 'confirmLevel',
      on: {
        // Asking for the same level again does it again: the way to go on when the venue contradicts.
        'kill.requested': { guard: 'isAtLeastAsHigh', target: 'freezing', actions: 'noteRequest' },
        'level.confirmed': { target: 'killed', actions: 'addReport' },
        'level.unconfirmed': { guard: 'isNews', actions: 'notePending' },
      },
    },
    killed: {
      description: 'Confirmed. No entry leaves until the approver rearms.',
      on: {
        'kill.requested': { guard: 'isHigher', target: 'freezing', actions: 'noteRequest' },
        'rearm.requested': { guard: 'isByPersonWithReason', target: 'armed', actions: 'reset' },
      },
    },
  },
});

function rank(level: KillLevel | null): number {
  return level === null ? -1 : levels.indexOf(level);
}

function settled(context: KillContext): string[] {
  return context.report.slice(0, context.report.length - context.unconfirmed);
}

function pending(context: KillContext): string[] {
  return context.unconfirmed === 0 ? [] : context.report.slice(-context.unconfirmed);
}
