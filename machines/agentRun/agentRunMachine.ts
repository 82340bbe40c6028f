import { assertEvent, assign, setup } from 'xstate';
import type { TradingState } from '../../domain/mode.ts';

/** What a run may use up at most. `deadline` in epoch ms. */
export type AgentRunBudget = { steps: number; tokens: number; toolCalls: number; deadline: number };

export type AgentRunContext = {
  budget: AgentRunBudget;
  /** A step is one request to the model. */
  used: { steps: number; tokens: number; toolCalls: number };
  /** Why it was suspended, ran out or failed, in words for a person; null otherwise. */
  reason: string | null;
  updatedAt: number;
};

export type AgentRunEvent =
  | { type: 'run.began'; at: number }
  | { type: 'tools.requested'; calls: number; tokens: number; at: number }
  | { type: 'tools.returned'; at: number }
  | { type: 'turn.ended'; at: number }
  | { type: 'answer.given'; tokens: number; at: number }
  | { type: 'run.suspended'; reason: string; at: number }
  | { type: 'run.resumed'; at: number }
  | { type: 'run.failed'; reason: string; at: number }
  | { type: 'deadline.reached'; at: number };

/** What each event says, for the document of the machines. */
const agentRunEvents: Readonly<Record<AgentRunEvent['type'], string>> = {
  'run.began': 'Somebody asked.',
  'tools.requested': 'The model wants tools to be called.',
  'tools.returned': 'The tools have answered.',
  'turn.ended': 'A tool has put something up for a person, which ends the model’s turn.',
  'answer.given': 'The model has answered.',
  'run.suspended': 'It waits for something outside, with a reason.',
  'run.resumed': 'What it waited for is there.',
  'run.failed': 'The model or a tool failed for good.',
  'deadline.reached': 'Its time is up.',
};

export type AgentRunState =
  | 'idle'
  | 'thinking'
  | 'callingTool'
  | 'answered'
  | 'suspended'
  | 'exhausted'
  | 'failed';

const ends = {
  'run.suspended': { target: 'suspended', actions: 'explain' },
  'run.failed': { target: 'failed', actions: 'explain' },
  'deadline.reached': { target: 'exhausted', actions: 'explainBudget' },
} as const;

/** `agentRun@1`: one answer of an agent, within a hard budget. */
export const agentRunMachine = setup({
  types: {
    context: {} as AgentRunContext,
    events: {} as AgentRunEvent,
    input: {} as AgentRunBudget,
  },
  guards: {
    canThink: ({ context, event }) =>
      context.used.steps < context.budget.steps &&
      context.used.tokens < context.budget.tokens &&
      event.at < context.budget.deadline,
    canCallTools: ({ context, event }) => {
      assertEvent(event, 'tools.requested');
      return (
        context.used.toolCalls + event.calls <= context.budget.toolCalls &&
        context.used.tokens + event.tokens <= context.budget.tokens &&
        event.at < context.budget.deadline
      );
    },
  },
  actions: {
    countStep: assign(({ context, event }) => ({
      used: { ...context.used, steps: context.used.steps + 1 },
      reason: null,
      updatedAt: event.at,
    })),
    countTools: assign(({ context: { used }, event }) => {
      assertEvent(event, 'tools.requested');
      return {
        used: { ...used, tokens: used.tokens + event.tokens, toolCalls: used.toolCalls + event.calls },
        updatedAt: event.at,
      };
    }),
    countAnswer: assign(({ context: { used }, event }) => {
      assertEvent(event, 'answer.given');
      return { used: { ...used, tokens: used.tokens + event.tokens }, updatedAt: event.at };
    }),
    touch: assign(({ event }) => ({ updatedAt: event.at })),
    explain: assign(({ event }) => {
      assertEvent(event, ['run.suspended', 'run.failed']);
      return { reason: event.reason, updatedAt: event.at };
    }),
    explainBudget: assign(({ context, event }) => ({
      reason: whatRanOut(context, event),
      updatedAt: event.at,
    })),
    askModel: () => {},
    runTools: () => {},
  },
}).createMachine({
  id: 'agentRun@1',
  description:
    'One answer of an agent, within a hard budget of steps, tokens, tool calls and time. What it uses up is counted before anything more is asked of the model; an answer that is already there is never thrown away. Its state decides which tools the model is shown.',
  meta: { events: agentRunEvents },
  context: ({ input }) => ({
    budget: input,
    used: { steps: 0, tokens: 0, toolCalls: 0 },
    reason: null,
    updatedAt: 0,
  }),
  initial: 'idle',
  states: {
    idle: {
      description: 'Nothing has been asked of the model.',
      on: {
        'run.began': [
          { guard: 'canThink', target: 'thinking', actions: 'countStep' },
          { target: 'exhausted', actions: 'explainBudget' },
        ],
        'run.failed': ends['run.failed'],
      },
    },
    thinking: {
      description: 'The model is asked; only now is it shown tools.',
      entry: 'askModel',
      on: {
        ...ends,
        'tools.requested': [
          { guard: 'canCallTools', target: 'callingTool', actions: 'countTools' },
          { target: 'exhausted', actions: ['countTools', 'explainBudget'] },
        ],
        'answer.given': { target: 'answered', actions: 'countAnswer' },
      },
    },
    callingTool: {
      description: 'The desk runs the tools that the model named.',
      entry: 'runTools',
      on: {
        ...ends,
        'tools.returned': [
          { guard: 'canThink', target: 'thinking', actions: 'countStep' },
          { target: 'exhausted', actions: 'explainBudget' },
        ],
        'turn.ended': { target: 'answered', actions: 'touch' },
      },
    },
    suspended: {
      description: 'Waits for something outside.',
      on: {
        'run.resumed': [
          { guard: 'canThink', target: 'thinking', actions: 'countStep' },
          { target: 'exhausted', actions: 'explainBudget' },
        ],
        'run.failed': ends['run.failed'],
        'deadline.reached': ends['deadline.reached'],
      },
    },
    answered: { description: 'Done.' },
    exhausted: { description: 'Its budget is used up.' },
    failed: { description: 'The model or a tool failed.' },
  },
});

/** Kinds of tool, by what they can lead to. */
export type ToolKind = 'read' | 'proposeEntry' | 'proposeExit' | 'proposeCancel';

/**
 * Which kinds of tool the model is shown: none unless it is thinking, no way to enter unless the desk is active, and
 * no way to propose an order at all while it is halted. Cancels of entries are always shown.
 */
export function toolsAllowed(state: AgentRunState, trading: TradingState): readonly ToolKind[] {
  if (state !== 'thinking') return [];
  switch (trading) {
    case 'active':
      return ['read', 'proposeEntry', 'proposeExit', 'proposeCancel'];
    case 'reducing':
      return ['read', 'proposeExit', 'proposeCancel'];
    case 'halted':
      return ['read', 'proposeCancel'];
  }
}

function whatRanOut({ budget, used }: AgentRunContext, event: AgentRunEvent): string {
  const asked = event.type === 'tools.requested' ? event.calls : 0;
  const what =
    event.type === 'deadline.reached' || event.at >= budget.deadline
      ? 'its time'
      : used.tokens >= budget.tokens
        ? `its ${budget.tokens} tokens`
        : asked > 0 && used.toolCalls > budget.toolCalls
          ? `its ${budget.toolCalls} tool calls`
          : `its ${budget.steps} steps`;
  return `The run has used up ${what} and stops here. Nothing further was proposed; ask again, or ask for less at once.`;
}
