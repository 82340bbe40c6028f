import { expect, test } from 'vitest';
import { type Step, startMachine, step } from '../step.ts';
import {
  type AgentRunBudget,
  type AgentRunContext,
  type AgentRunEvent,
  type AgentRunState,
  agentRunMachine,
  toolsAllowed,
} from './agentRunMachine.ts';

const budget: AgentRunBudget = { steps: 3, tokens: 1_000, toolCalls: 2, deadline: 10_000 };

function run(events: readonly AgentRunEvent[], limits = budget): Step {
  return events.reduce<Step>(
    (now, event) => step(agentRunMachine, now.snapshot, event),
    startMachine(agentRunMachine, limits),
  );
}
const contextOf = (now: Step) => now.snapshot.context as AgentRunContext;
const effectsOf = (now: Step) => now.effects.map((effect) => effect.type);

const began: AgentRunEvent = { type: 'run.began', at: 1 };
const requested = (calls = 1, tokens = 100, at = 2): AgentRunEvent => ({
  type: 'tools.requested',
  calls,
  tokens,
  at,
});
const returned: AgentRunEvent = { type: 'tools.returned', at: 3 };
const answer: AgentRunEvent = { type: 'answer.given', tokens: 50, at: 4 };
const suspended: AgentRunEvent = { type: 'run.suspended', reason: 'Waits for a person.', at: 4 };
const failed: AgentRunEvent = { type: 'run.failed', reason: 'The model did not answer.', at: 4 };
const late: AgentRunEvent = { type: 'deadline.reached', at: 10_000 };
const turnEnded: AgentRunEvent = { type: 'turn.ended', at: 4 };
const resumed: AgentRunEvent = { type: 'run.resumed', at: 5 };

test('default', () => {
  const thinking = run([began]);
  expect([thinking.state, effectsOf(thinking)]).toEqual(['thinking', ['askModel']]);
  const calling = run([began, requested()]);
  expect([calling.state, effectsOf(calling)]).toEqual(['callingTool', ['runTools']]);
  const again = run([began, requested(), returned]);
  expect([again.state, effectsOf(again)]).toEqual(['thinking', ['askModel']]);
  const done = run([began, requested(), returned, answer]);
  expect(done.state).toBe('answered');
  expect(contextOf(done)).toEqual({
    budget,
    used: { steps: 2, tokens: 150, toolCalls: 1 },
    reason: null,
    updatedAt: 4,
  });
});

test('behavior: a tool that puts something up for a person ends the turn', () => {
  expect(run([began, requested(), turnEnded]).state).toBe('answered');
});

test('behavior: a suspended run says why and goes on when resumed', () => {
  const waiting = run([began, requested(), suspended]);
  expect(waiting.state).toBe('suspended');
  expect(contextOf(waiting).reason).toBe('Waits for a person.');
  const again = run([began, suspended, resumed]);
  expect([again.state, effectsOf(again), contextOf(again).reason]).toEqual(['thinking', ['askModel'], null]);
});

test('error: each part of the budget ends the run, and the reason names it', () => {
  const cases: [AgentRunEvent[], string, Partial<AgentRunBudget>?][] = [
    [[began, requested(3)], 'its 2 tool calls'],
    [[began, requested(1, 1_001)], 'its 1000 tokens'],
    [[began, requested(1, 1_000), returned], 'its 1000 tokens'],
    [[began, requested(1, 1), returned], 'its 1 steps', { steps: 1 }],
    [[began, requested(1, 1, 10_000)], 'its time'],
    [[began, late], 'its time'],
    [[began, requested(), late], 'its time'],
    [[began, suspended, late], 'its time'],
    [[began, suspended, { ...resumed, at: 10_000 }], 'its time'],
    [[{ ...began, at: 10_000 }], 'its time'],
  ];
  for (const [events, what, changes] of cases) {
    const end = run(events, { ...budget, ...changes });
    expect([end.state, effectsOf(end)]).toEqual(['exhausted', []]);
    expect(contextOf(end).reason).toContain(what);
  }
});

test('behavior: exactly the budget is allowed, and an answer that is there is kept', () => {
  expect(run([began, requested(2, 1_000)]).state).toBe('callingTool');
  expect(run([began, { ...answer, tokens: 5_000, at: 20_000 } as AgentRunEvent]).state).toBe('answered');
});

test('error: a failure ends the run from every state that is under way', () => {
  for (const events of [[], [began], [began, requested()], [began, suspended]]) {
    const end = run([...events, failed]);
    expect(end.state).toBe('failed');
    expect(contextOf(end).reason).toBe('The model did not answer.');
  }
});

test('error: what does not belong to a state changes nothing', () => {
  const all = [began, requested(), returned, turnEnded, answer, suspended, resumed, failed, late];
  const allowed: Record<AgentRunState, { by: AgentRunEvent[]; takes: string[] }> = {
    idle: { by: [], takes: ['run.began', 'run.failed'] },
    thinking: {
      by: [began],
      takes: ['tools.requested', 'answer.given', 'run.suspended', 'run.failed', 'deadline.reached'],
    },
    callingTool: {
      by: [began, requested()],
      takes: ['tools.returned', 'turn.ended', 'run.suspended', 'run.failed', 'deadline.reached'],
    },
    suspended: { by: [began, suspended], takes: ['run.resumed', 'run.failed', 'deadline.reached'] },
    answered: { by: [began, answer], takes: [] },
    exhausted: { by: [began, late], takes: [] },
    failed: { by: [failed], takes: [] },
  };
  for (const [state, { by, takes }] of Object.entries(allowed)) {
    const here = run(by);
    expect(here.state).toBe(state);
    for (const event of all) {
      const next = step(agentRunMachine, here.snapshot, event);
      expect([state, event.type, next.handled]).toEqual([state, event.type, takes.includes(event.type)]);
      if (!next.handled) expect(next.snapshot).toEqual(here.snapshot);
    }
  }
});

test('behavior: the state decides which tools are shown', () => {
  expect(toolsAllowed('thinking', 'active')).toEqual([
    'read',
    'proposeEntry',
    'proposeExit',
    'proposeCancel',
  ]);
  expect(toolsAllowed('thinking', 'reducing')).toEqual(['read', 'proposeExit', 'proposeCancel']);
  expect(toolsAllowed('thinking', 'halted')).toEqual(['read', 'proposeCancel']);
  for (const state of ['idle', 'callingTool', 'answered', 'suspended', 'exhausted', 'failed'] as const) {
    for (const trading of ['active', 'reducing', 'halted'] as const)
      expect(toolsAllowed(state, trading)).toEqual([]);
  }
});
