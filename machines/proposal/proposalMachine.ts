import { assertEvent, assign, setup } from 'xstate';
import { deskActor } from '../../domain/actor.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { Decision, Proposal, Revision } from '../../domain/Proposal.ts';

/** What happens to a proposal. Every event carries its own time; the machine reads no clock. */
export type ProposalEvent =
  | { type: 'proposal.assessed'; revision: Revision }
  | { type: 'revision.requested'; decision: Decision }
  | { type: 'approval.granted'; decision: Decision }
  | { type: 'proposal.declined'; decision: Decision }
  | { type: 'recheck.began' }
  | { type: 'recheck.passed'; order: OrderId }
  | { type: 'recheck.failed'; decision: Decision }
  | { type: 'intent.lapsed'; decision: Decision }
  | { type: 'expiry.reached'; at: number };

/** What each event says, for the document of the machines. */
const proposalEvents: Readonly<Record<ProposalEvent['type'], string>> = {
  'proposal.assessed': 'The gate has ruled on a new revision.',
  'revision.requested': 'A person edits it, or asks for it to be looked at again at the present market.',
  'approval.granted': 'The approver approves exactly the revision and hash that they saw.',
  'proposal.declined': 'The approver says no.',
  'recheck.began': 'The gate looks once more, at the moment of the decision.',
  'recheck.passed': 'The gate let it pass, and the order’s intent is stored with it.',
  'recheck.failed': 'The gate refused what it had let pass before.',
  'intent.lapsed':
    'Its order never traded: not sent in time, refused by the last look, or proven never to have arrived.',
  'expiry.reached': 'The stored deadline of the proposal.',
};

/** A proposal before its first assessment. */
export type ProposalInput = Omit<Proposal, 'revisions' | 'decisions' | 'order'>;

/** The stored deadline of a proposal that waits for a person. */
const startExpiry = {
  type: 'setTimer' as const,
  params: ({ context }: { context: Proposal }) => ({
    id: `${context.id}/expiry`,
    dueAt: context.expiresAt,
    event: { type: 'expiry.reached' },
  }),
};

/** `proposal@1`: from an idea to a cleared order, or to one of the ways it ends. */
export const proposalMachine = setup({
  types: {
    context: {} as Proposal,
    events: {} as ProposalEvent,
    input: {} as ProposalInput,
  },
  guards: {
    isAllowed: ({ event }) => {
      assertEvent(event, 'proposal.assessed');
      return event.revision.verdict.allowed;
    },
    isOfNewestRevision: ({ context, event }) => isOfNewest(context, decisionOf(event)),
    isBeforeExpiry: ({ context, event }) => decisionOf(event).at < context.expiresAt,
    canBeApproved: ({ context, event }) => {
      const decision = decisionOf(event);
      return (
        decision.by.role === 'approver' && decision.at < context.expiresAt && isOfNewest(context, decision)
      );
    },
  },
  actions: {
    addRevision: assign(({ context, event }) => {
      assertEvent(event, 'proposal.assessed');
      return { revisions: [...context.revisions, event.revision] };
    }),
    addDecision: assign(({ context, event }) => ({ decisions: [...context.decisions, decisionOf(event)] })),
    addExpiry: assign(({ context, event }) => {
      assertEvent(event, 'expiry.reached');
      const { number, hash } = newestOf(context);
      const expiry: Decision = {
        decision: 'expire',
        by: deskActor,
        at: event.at,
        revision: number,
        hash,
        reason: null,
      };
      return { decisions: [...context.decisions, expiry] };
    }),
    tieOrder: assign(({ event }) => {
      assertEvent(event, 'recheck.passed');
      return { order: event.order };
    }),
    untieOrder: assign({ order: null }),
    setTimer: (_, _params: { id: string; dueAt: number; event: { type: string } }) => {},
    clearTimer: (_, _params: { id: string }) => {},
  },
}).createMachine({
  id: 'proposal@1',
  description:
    'One proposal, from an idea to a cleared order or to one of the ways it ends. Only `rechecking` leads to `cleared`, and only the approver’s approval of the newest revision leads there.',
  meta: { events: proposalEvents },
  context: ({ input }) => ({ ...input, revisions: [], decisions: [], order: null }),
  initial: 'assessing',
  states: {
    assessing: {
      description: 'A revision is about to be judged by the gate.',
      on: {
        'proposal.assessed': [
          { guard: 'isAllowed', target: 'awaitingApproval', actions: 'addRevision' },
          { target: 'denied', actions: 'addRevision' },
        ],
      },
    },
    denied: {
      description: 'The gate refused it; another revision may be tried until it expires.',
      on: {
        'revision.requested': { guard: 'isBeforeExpiry', target: 'assessing', actions: 'addDecision' },
      },
    },
    awaitingApproval: {
      description: 'The gate let it pass; a person decides until it expires.',
      entry: startExpiry,
      on: {
        'approval.granted': { guard: 'canBeApproved', target: 'approved', actions: 'addDecision' },
        'proposal.declined': { guard: 'isOfNewestRevision', target: 'declined', actions: 'addDecision' },
        'revision.requested': { guard: 'isBeforeExpiry', target: 'assessing', actions: 'addDecision' },
        'expiry.reached': { target: 'expired', actions: 'addExpiry' },
      },
    },
    approved: {
      description: 'A person has approved exactly the newest revision; not sent yet.',
      on: { 'recheck.began': 'rechecking' },
    },
    rechecking: {
      description: 'The gate judges the approved revision once more.',
      on: {
        'recheck.passed': { target: 'cleared', actions: 'tieOrder' },
        'recheck.failed': { target: 'needsReapproval', actions: 'addDecision' },
      },
    },
    cleared: {
      description: 'Its order is stored; from here on the order says what happens.',
      entry: { type: 'clearTimer', params: ({ context }) => ({ id: `${context.id}/expiry` }) },
      on: {
        'intent.lapsed': [
          { guard: 'isBeforeExpiry', target: 'needsReapproval', actions: ['addDecision', 'untieOrder'] },
          { target: 'expired', actions: ['addDecision', 'untieOrder'] },
        ],
      },
    },
    needsReapproval: {
      description: 'Approved once, but what was approved no longer holds; a person looks again.',
      entry: startExpiry,
      on: {
        'revision.requested': { guard: 'isBeforeExpiry', target: 'assessing', actions: 'addDecision' },
        'proposal.declined': { guard: 'isOfNewestRevision', target: 'declined', actions: 'addDecision' },
        'expiry.reached': { target: 'expired', actions: 'addExpiry' },
      },
    },
    declined: {
      description: 'A person said no.',
      entry: { type: 'clearTimer', params: ({ context }) => ({ id: `${context.id}/expiry` }) },
    },
    expired: { description: 'Nobody decided in time.' },
  },
});

/** The decision that an event carries. */
function decisionOf(event: ProposalEvent): Decision {
  assertEvent(event, [
    'revision.requested',
    'approval.granted',
    'proposal.declined',
    'recheck.failed',
    'intent.lapsed',
  ]);
  return event.decision;
}

function isOfNewest(proposal: Proposal, { revision, hash }: Decision): boolean {
  const newest = newestOf(proposal);
  return revision === newest.number && hash === newest.hash;
}

/** The revision that stands. Whoever decides has seen one, so there is one. */
function newestOf(proposal: Proposal): Revision {
  const newest = proposal.revisions.at(-1);
  if (!newest) throw new Error('A proposal was decided on before its first revision');
  return newest;
}
