import { expect } from 'vitest';
import type { KillLevel } from '../../domain/mode.ts';
import { type AgentRunContext, agentRunMachine } from '../../machines/agentRun/agentRunMachine.ts';
import { type FeedContext, feedMachine } from '../../machines/feed/feedMachine.ts';
import { type GuardianCause, guardianCauses } from '../../machines/guardian/guardianCauses.ts';
import { type GuardianContext, guardianMachine } from '../../machines/guardian/guardianMachine.ts';
import { type KillContext, killMachine } from '../../machines/kill/killMachine.ts';
import type { Protection } from '../../machines/protection/Protection.ts';
import { protectionMachine } from '../../machines/protection/protectionMachine.ts';
import { approver, operator } from '../fixtures/proposalFixtures.ts';
import { protectionEvents } from '../fixtures/protectionEvents.ts';
import type { Event, MachineCase } from './MachineCase.ts';

/** Raising, healing too early, healing and clearing of each cause; by a person without the right, too. */
export function guardianCase(causes: readonly GuardianCause[]): MachineCase {
  const perCause = (cause: GuardianCause): [string, Event][] => {
    const { healthyForMs } = guardianCauses[cause];
    const healed = { type: 'cause.cleared', cause, healthySince: 2 };
    const cleared = { type: 'human.cleared', cause, by: approver, reason: 'looked', at: 9 };
    return [
      [`${cause} raised`, { type: 'cause.raised', cause, detail: 'numbers', at: 1 } as Event],
      [`${cause} healed`, { ...healed, at: 2 + healthyForMs } as Event],
      [`${cause} healed too early`, { ...healed, at: 1 + healthyForMs } as Event],
      [`${cause} cleared`, cleared as Event],
      [`${cause} cleared by the operator`, { ...cleared, by: operator } as Event],
      [`${cause} cleared without a reason`, { ...cleared, reason: ' ' } as Event],
    ];
  };
  return {
    machine: guardianMachine,
    input: undefined,
    events: {
      ...Object.fromEntries(causes.flatMap(perCause)),
      unpaused: { type: 'human.cleared', cause: 'operator', by: approver, reason: 'looked', at: 9 } as Event,
      paused: { type: 'operator.paused', by: operator, reason: 'lunch', at: 4 } as Event,
    },
    key: ({ causes: inForce }: GuardianContext) => Object.keys(inForce).toSorted(),
    rests: ['active'],
    inState: (state, { causes: inForce }: GuardianContext) => {
      const names = Object.keys(inForce) as GuardianCause[];
      const halts = names.some((cause) => guardianCauses[cause].state === 'halted');
      expect(state).toBe(halts ? 'halted' : names.length > 0 ? 'reducing' : 'active');
    },
    onStep: (before, event, after) => {
      const [was, is] = [
        before.snapshot.context as GuardianContext,
        after.snapshot.context as GuardianContext,
      ];
      for (const cause of Object.keys(was.causes) as GuardianCause[]) {
        if (is.causes[cause]) continue;
        // What goes, goes by the approver with a reason where it is latched, and by healing where it is not.
        expect(event).toMatchObject(
          guardianCauses[cause].latched
            ? { type: 'human.cleared', cause, by: { role: 'approver' }, reason: 'looked' }
            : { type: 'cause.cleared', cause },
        );
      }
    },
    limit: 3_000_000,
  };
}

const levels: readonly KillLevel[] = ['pause', 'cancel', 'flatten'];
const rank = (level: KillLevel | null) => (level === null ? -1 : levels.indexOf(level));

const killCase: MachineCase = {
  machine: killMachine,
  input: undefined,
  events: {
    ...Object.fromEntries(
      levels.map((level) => [
        level,
        { type: 'kill.requested', level, by: operator, reason: 'r', at: 1 } as Event,
      ]),
    ),
    frozen: { type: 'entries.frozen', at: 2 } as Event,
    cancelled: { type: 'entries.cancelled', report: ['cancelled'], at: 3 } as Event,
    flattened: { type: 'positions.flattened', report: ['sold'], at: 4 } as Event,
    unconfirmed: { type: 'level.unconfirmed', report: ['still open'], at: 5 } as Event,
    confirmed: { type: 'level.confirmed', report: ['confirmed'], at: 6 } as Event,
    rearm: { type: 'rearm.requested', by: approver, reason: 'clear', at: 7 } as Event,
    rearmAsOperator: { type: 'rearm.requested', by: operator, reason: 'clear', at: 7 } as Event,
    rearmUnexplained: { type: 'rearm.requested', by: approver, reason: '', at: 7 } as Event,
  },
  key: ({ level, unconfirmed }: KillContext) => [level, unconfirmed > 0],
  rests: ['armed'],
  inState: (state, { level }: KillContext) => {
    expect(level === null).toBe(state === 'armed');
    if (state === 'cancelling') expect(rank(level)).toBeGreaterThanOrEqual(rank('cancel'));
    if (state === 'flattening') expect(level).toBe('flatten');
  },
  onStep: (before, event, after) => {
    const [was, is] = [before.snapshot.context as KillContext, after.snapshot.context as KillContext];
    if (after.state === 'armed') {
      expect(before.state).toBe('killed');
      expect(event).toMatchObject({ type: 'rearm.requested', by: { role: 'approver' }, reason: 'clear' });
    } else expect(rank(is.level)).toBeGreaterThanOrEqual(rank(was.level));
    if (after.state === 'killed') expect(event.type).toBe('level.confirmed');
  },
  limit: 10_000,
};

const protectionCase: MachineCase = {
  machine: protectionMachine,
  input: { instrument: 'BTC/USDT', terms: null, at: 1 },
  events: protectionEvents,
  key: ({ terms, quantity, stops, refusals, exposedSince, alarmedAt }: Protection) => [
    terms,
    quantity,
    stops,
    refusals.map(({ at }) => at),
    exposedSince !== null,
    alarmedAt !== null,
  ],
  rests: ['none'],
  inState: (state, { terms, stops, quantity, exposedSince }: Protection) => {
    if (state === 'live') {
      expect(stops).toHaveLength(1);
      expect(stops[0]).toMatchObject({ phase: 'live', remaining: quantity });
    }
    if (state === 'alarmed' || state === 'watched') expect(stops).toEqual([]);
    if (state === 'placing' || state === 'alarmed') expect(terms).not.toBeNull();
    expect(exposedSince === null).toBe(['none', 'live', 'watched', 'lifting'].includes(state));
  },
  onStep: (before, event, after) => {
    if (event.type !== 'position.reviewed') expect(after.state).toBe(before.state);
  },
  limit: 1_000_000,
};

const feedCase: MachineCase = {
  machine: feedMachine,
  input: { at: 0 },
  events: {
    opened: { type: 'stream.opened', at: 10_000 } as Event,
    broke: { type: 'stream.broke', reason: 'gone', at: 10_000 } as Event,
    finished: { type: 'backfill.finished', at: 10_000 } as Event,
    failed: { type: 'backfill.failed', reason: 'no answer', at: 10_000 } as Event,
    gap: { type: 'gap.found', reason: 'skipped', at: 10_000 } as Event,
    fresh: { type: 'quotes.measured', ageMs: 100, at: 20_000 } as Event,
    quiet: { type: 'quotes.measured', ageMs: 5_000, at: 20_000 } as Event,
    old: { type: 'quotes.measured', ageMs: 11_000, at: 20_000 } as Event,
    none: { type: 'quotes.measured', ageMs: null, at: 20_000 } as Event,
  },
  key: ({ sweptAt }: FeedContext) => sweptAt,
  rests: ['live'],
  onStep: (before, event, after) => {
    if (after.state === 'live' && before.state !== 'live') {
      expect([before.state, event.type]).toEqual(['backfilling', 'backfill.finished']);
    }
  },
  limit: 10_000,
};

const runEnds = ['answered', 'exhausted', 'failed'];
const agentRunCase: MachineCase = {
  machine: agentRunMachine,
  input: { steps: 3, tokens: 300, toolCalls: 3, deadline: 1_000 },
  events: {
    began: { type: 'run.began', at: 1 } as Event,
    beganLate: { type: 'run.began', at: 1_000 } as Event,
    tools: { type: 'tools.requested', calls: 1, tokens: 100, at: 2 } as Event,
    toolsTooMany: { type: 'tools.requested', calls: 4, tokens: 0, at: 2 } as Event,
    returned: { type: 'tools.returned', at: 3 } as Event,
    returnedLate: { type: 'tools.returned', at: 1_000 } as Event,
    ended: { type: 'turn.ended', at: 3 } as Event,
    answer: { type: 'answer.given', tokens: 10, at: 4 } as Event,
    suspended: { type: 'run.suspended', reason: 'waits', at: 4 } as Event,
    resumed: { type: 'run.resumed', at: 5 } as Event,
    resumedLate: { type: 'run.resumed', at: 1_000 } as Event,
    failed: { type: 'run.failed', reason: 'no answer', at: 5 } as Event,
    deadline: { type: 'deadline.reached', at: 1_000 } as Event,
  },
  key: ({ used }: AgentRunContext) => used,
  rests: runEnds,
  inState: (state, { used, budget }: AgentRunContext) => {
    expect(used.steps).toBeLessThanOrEqual(budget.steps);
    if (state === 'callingTool') expect(used.toolCalls).toBeLessThanOrEqual(budget.toolCalls);
  },
  onStep: (before) => expect(runEnds).not.toContain(before.state),
  limit: 100_000,
};

/** The machines that stand beside the orders of an account. */
export const accountCases: Readonly<Record<string, MachineCase>> = {
  'guardian@1': guardianCase(['drawdown', 'runaway', 'staleFeed', 'lostLease']),
  'kill@1': killCase,
  'protection@1': protectionCase,
  'feed@1': feedCase,
  'agentRun@1': agentRunCase,
};
