import { assertEvent, assign, setup } from 'xstate';
import type { Actor } from '../../domain/actor.ts';
import { type TradingState, tradingState } from '../../domain/mode.ts';
import { type GuardianCause, guardianCauses } from './guardianCauses.ts';

/** One cause in force: since when (epoch ms), whether it waits for a person, and why in words. */
export type ActiveCause = { since: number; latched: boolean; reason: string };

export type GuardianContext = {
  causes: Partial<Record<GuardianCause, ActiveCause>>;
  /** The last time that a person cleared a cause; null before. */
  lastCleared: { cause: GuardianCause; by: Actor; reason: string; at: number } | null;
};

export type GuardianEvent =
  | { type: 'cause.raised'; cause: GuardianCause; detail: string; at: number }
  | { type: 'cause.cleared'; cause: GuardianCause; healthySince: number; at: number }
  | { type: 'operator.paused'; by: Actor; reason: string; at: number }
  | { type: 'human.cleared'; cause: GuardianCause; reason: string; by: Actor; at: number };

/** What each event says, for the document of the machines. */
const guardianEvents: Readonly<Record<GuardianEvent['type'], string>> = {
  'cause.raised': 'Something is wrong, with its numbers in words.',
  'cause.cleared': 'What heals by itself has been healthy since the time that it names.',
  'operator.paused': 'A person stops entries, with a reason.',
  'human.cleared': 'The approver takes a latched cause back, with a reason.',
};

/** `guardian@1`, one per account. */
export const guardianMachine = setup({
  types: { context: {} as GuardianContext, events: {} as GuardianEvent },
  guards: {
    isNews: ({ context, event }) => {
      assertEvent(event, 'cause.raised');
      return event.cause !== 'operator' && context.causes[event.cause]?.reason !== event.detail;
    },
    isHealed: ({ context, event }) => {
      assertEvent(event, 'cause.cleared');
      const active = context.causes[event.cause];
      return (
        active?.latched === false &&
        // One that is dated ahead was raised by a clock that has been set back since, and so before this.
        (active.since > event.at || event.healthySince >= active.since) &&
        event.at - event.healthySince >= guardianCauses[event.cause].healthyForMs
      );
    },
    isNotPaused: ({ context, event }) => {
      assertEvent(event, 'operator.paused');
      return context.causes.operator === undefined && hasText(event.reason);
    },
    isClearedByPerson: ({ context, event }) => {
      assertEvent(event, 'human.cleared');
      return (
        event.by.role === 'approver' && hasText(event.reason) && context.causes[event.cause]?.latched === true
      );
    },
    isHalted: ({ context }) => worstState(context) === 'halted',
    isReducing: ({ context }) => worstState(context) === 'reducing',
    isActive: ({ context }) => worstState(context) === 'active',
  },
  actions: {
    addCause: assign(({ context, event }) => {
      assertEvent(event, 'cause.raised');
      return withCause(context, event.cause, { reason: event.detail, at: event.at });
    }),
    addPause: assign(({ context, event }) => {
      assertEvent(event, 'operator.paused');
      return withCause(context, 'operator', { reason: `${event.by.id}: ${event.reason}`, at: event.at });
    }),
    dropCause: assign(({ context, event }) => {
      assertEvent(event, ['cause.cleared', 'human.cleared']);
      return { causes: without(context.causes, event.cause) };
    }),
    noteClearing: assign(({ event }) => {
      assertEvent(event, 'human.cleared');
      const { cause, by, reason, at } = event;
      return { lastCleared: { cause, by, reason, at } };
    }),
  },
}).createMachine({
  id: 'guardian@1',
  description:
    'What the account may do now. The worst cause in force decides: down by itself; up only when what heals by itself has been healthy for as long as its rule says, or a person has cleared what is latched, with a reason.',
  meta: { events: guardianEvents },
  context: { causes: {}, lastCleared: null },
  initial: 'active',
  on: {
    'cause.raised': { guard: 'isNews', actions: 'addCause' },
    'cause.cleared': { guard: 'isHealed', actions: 'dropCause' },
    'operator.paused': { guard: 'isNotPaused', actions: 'addPause' },
    'human.cleared': { guard: 'isClearedByPerson', actions: ['dropCause', 'noteClearing'] },
  },
  states: {
    active: {
      description: 'Nothing is wrong; entries may go out.',
      always: [
        { guard: 'isHalted', target: 'halted' },
        { guard: 'isReducing', target: 'reducing' },
      ],
    },
    reducing: {
      description: 'Only what makes a position smaller may go out.',
      always: [
        { guard: 'isHalted', target: 'halted' },
        { guard: 'isActive', target: 'active' },
      ],
    },
    halted: {
      description: 'Nothing goes out but cancels, stops and the kill.',
      always: [
        { guard: 'isReducing', target: 'reducing' },
        { guard: 'isActive', target: 'active' },
      ],
    },
  },
});

/** Trading state of a stored guardian. */
export function tradingStateOf(guardian: { state: string }): TradingState {
  return tradingState.parse(guardian.state);
}

/** Why the desk is not `active`, one sentence a cause, oldest first. */
export function reasonsOf(guardian: { context: unknown }): string[] {
  const { causes } = guardian.context as GuardianContext;
  return causeEntries(causes)
    .sort(([, a], [, b]) => a.since - b.since)
    .map(([cause, { reason, latched }]) => {
      const next = latched ? 'A person has to clear it with a reason.' : 'It clears by itself once healthy.';
      return `${guardianCauses[cause].title}: ${reason.replace(/[.\s]+$/, '')}. ${next}`;
    });
}

function worstState(context: GuardianContext): TradingState {
  const states = causeEntries(context.causes).map(([cause]) => guardianCauses[cause].state);
  if (states.includes('halted')) return 'halted';
  return states.length > 0 ? 'reducing' : 'active';
}

function withCause(
  context: GuardianContext,
  cause: GuardianCause,
  news: { reason: string; at: number },
): Pick<GuardianContext, 'causes'> {
  const since = context.causes[cause]?.since ?? news.at;
  const entry: ActiveCause = { since, latched: guardianCauses[cause].latched, reason: news.reason };
  return { causes: { ...context.causes, [cause]: entry } };
}

function without(causes: GuardianContext['causes'], cause: GuardianCause): GuardianContext['causes'] {
  const { [cause]: _dropped, ...others } = causes;
  return others;
}

function causeEntries(causes: GuardianContext['causes']): [GuardianCause, ActiveCause][] {
  return Object.entries(causes) as [GuardianCause, ActiveCause][];
}

function hasText(reason: string): boolean {
  return reason.trim() !== '';
}
