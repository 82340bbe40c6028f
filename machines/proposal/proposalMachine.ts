import { assign, setup } from 'xstate';
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

/**
 * `proposal@1`: from an idea to a cleared order, or to one of the ways it ends. Only `rechecking` leads to
 * `cleared`, and only an approval of the newest revision leads there.
 */
export const proposalMachine = setup({
  types: {
    context: {} as Proposal,
    events: {} as ProposalEvent,
    input: {} as ProposalInput,
  },
  guards: {
    isAllowed: ({ event }) => event.type === 'proposal.assessed' && event.revision.verdict.allowed,
    isOfNewestRevision: ({ context, event }) => {
      const newest = context.revisions.at(-1);
      return (
        'decision' in event &&
        newest !== undefined &&
        event.decision.revision === newest.number &&
        event.decision.hash === newest.hash
      );
    },
    isBeforeExpiry: ({ context, event }) => 'decision' in event && event.decision.at < context.expiresAt,
    canBeApproved: ({ context, event }) => {
      const newest = context.revisions.at(-1);
      return (
        event.type === 'approval.granted' &&
        event.decision.by.role === 'approver' &&
        newest !== undefined &&
        event.decision.revision === newest.number &&
        event.decision.hash === newest.hash &&
        event.decision.at < context.expiresAt
      );
    },
  },
  actions: {
    addRevision: assign(({ context, event }) =>
      event.type === 'proposal.assessed' ? { revisions: [...context.revisions, event.revision] } : {},
    ),
    addDecision: assign(({ context, event }) =>
      'decision' in event ? { decisions: [...context.decisions, event.decision] } : {},
    ),
    addExpiry: assign(({ context, event }) => {
      const newest = context.revisions.at(-1);
      if (event.type !== 'expiry.reached' || !newest) return {};
      const expiry: Decision = {
        decision: 'expire',
        by: deskActor,
        at: event.at,
        revision: newest.number,
        hash: newest.hash,
        reason: null,
      };
      return { decisions: [...context.decisions, expiry] };
    }),
    tieOrder: assign(({ event }) => (event.type === 'recheck.passed' ? { order: event.order } : {})),
    untieOrder: assign({ order: null }),
    setTimer: (_, _params: { id: string; dueAt: number; event: { type: string } }) => {},
    clearTimer: (_, _params: { id: string }) => {},
  },
}).createMachine({
  id: 'proposal@1',
  context: ({ input }) => ({ ...input, revisions: [], decisions: [], order: null }),
  initial: 'assessing',
  states: {
    assessing: {
      on: {
        'proposal.assessed': [
          { guard: 'isAllowed', target: 'awaitingApproval', actions: 'addRevision' },
          { target: 'denied', actions: 'addRevision' },
        ],
      },
    },
    denied: {
      on: {
        'revision.requested': { guard: 'isBeforeExpiry', target: 'assessing', actions: 'addDecision' },
      },
    },
    awaitingApproval: {
      entry: startExpiry,
      on: {
        'approval.granted': { guard: 'canBeApproved', target: 'approved', actions: 'addDecision' },
        'proposal.declined': { guard: 'isOfNewestRevision', target: 'declined', actions: 'addDecision' },
        'revision.requested': { guard: 'isBeforeExpiry', target: 'assessing', actions: 'addDecision' },
        'expiry.reached': { target: 'expired', actions: 'addExpiry' },
      },
    },
    approved: { on: { 'recheck.began': 'rechecking' } },
    rechecking: {
      on: {
        'recheck.passed': { target: 'cleared', actions: 'tieOrder' },
        'recheck.failed': { target: 'needsReapproval', actions: 'addDecision' },
      },
    },
    cleared: {
      entry: { type: 'clearTimer', params: ({ context }) => ({ id: `${context.id}/expiry` }) },
      on: {
        'intent.lapsed': [
          { guard: 'isBeforeExpiry', target: 'needsReapproval', actions: ['addDecision', 'untieOrder'] },
          { target: 'expired', actions: ['addDecision', 'untieOrder'] },
        ],
      },
    },
    needsReapproval: {
      entry: startExpiry,
      on: {
        'revision.requested': { guard: 'isBeforeExpiry', target: 'assessing', actions: 'addDecision' },
        'proposal.declined': { guard: 'isOfNewestRevision', target: 'declined', actions: 'addDecision' },
        'expiry.reached': { target: 'expired', actions: 'addExpiry' },
      },
    },
    declined: { entry: { type: 'clearTimer', params: ({ context }) => ({ id: `${context.id}/expiry` }) } },
    expired: {},
  },
});
