import { expect, test } from 'vitest';
import { getShortestPaths } from 'xstate/graph';
import { orderId } from '../../domain/ids.ts';
import { type ProposalStatus, proposal as proposalSchema, proposalStatus } from '../../domain/Proposal.ts';
import { operator, testDecision, testProposal, testRevision } from '../../test/fixtures/proposalFixtures.ts';
import { type Step, startMachine, step } from '../step.ts';
import { type ProposalEvent, proposalMachine } from './proposalMachine.ts';

const order = orderId.parse('ORD-0000000000000001');
const wrongHash = { hash: 'f'.repeat(64) };

/** One of every event; decisions are on revision 1 unless named otherwise. */
const events = {
  allowed: { type: 'proposal.assessed', revision: testRevision(1, true) },
  refused: { type: 'proposal.assessed', revision: testRevision(1, false) },
  allowed2: { type: 'proposal.assessed', revision: testRevision(2, true) },
  approve: { type: 'approval.granted', decision: testDecision('approve', 1) },
  approve2: { type: 'approval.granted', decision: testDecision('approve', 2) },
  approveOther: { type: 'approval.granted', decision: testDecision('approve', 1, wrongHash) },
  approveAsOperator: { type: 'approval.granted', decision: testDecision('approve', 1, { by: operator }) },
  approveLate: { type: 'approval.granted', decision: testDecision('approve', 1, { at: 1000 }) },
  decline: { type: 'proposal.declined', decision: testDecision('decline', 1) },
  declineOther: { type: 'proposal.declined', decision: testDecision('decline', 1, wrongHash) },
  declineLate: { type: 'proposal.declined', decision: testDecision('decline', 1, { at: 1000 }) },
  revise: { type: 'revision.requested', decision: testDecision('edit', 1) },
  reviseLate: { type: 'revision.requested', decision: testDecision('edit', 1, { at: 1000 }) },
  recheck: { type: 'recheck.began' },
  passed: { type: 'recheck.passed', order },
  failed: { type: 'recheck.failed', decision: testDecision('recheck', 1) },
  lapsed: { type: 'intent.lapsed', decision: testDecision('recheck', 1) },
  lapsedLate: { type: 'intent.lapsed', decision: testDecision('recheck', 1, { at: 1000 }) },
  expiry: { type: 'expiry.reached', at: 1000 },
} as const satisfies Record<string, ProposalEvent>;
type EventName = keyof typeof events;
const names = Object.keys(events) as EventName[];

const via = (...path: EventName[]): Step =>
  path.reduce<Step>(
    (now, name) => step(proposalMachine, now.snapshot, events[name]),
    startMachine(proposalMachine, testProposal),
  );
const contextOf = (now: Step) => proposalSchema.parse(now.snapshot.context);
const decisionsOf = (now: Step) => contextOf(now).decisions.map(({ decision }) => decision);

const into: Record<ProposalStatus, EventName[]> = {
  assessing: [],
  denied: ['refused'],
  awaitingApproval: ['allowed'],
  declined: ['allowed', 'decline'],
  expired: ['allowed', 'expiry'],
  approved: ['allowed', 'approve'],
  rechecking: ['allowed', 'approve', 'recheck'],
  cleared: ['allowed', 'approve', 'recheck', 'passed'],
  needsReapproval: ['allowed', 'approve', 'recheck', 'failed'],
};

/** The whole machine as a table: what each state makes of each event. What is not in it is ignored. */
const table: Record<ProposalStatus, Partial<Record<EventName, ProposalStatus>>> = {
  assessing: { allowed: 'awaitingApproval', allowed2: 'awaitingApproval', refused: 'denied' },
  denied: { revise: 'assessing' },
  awaitingApproval: {
    approve: 'approved',
    decline: 'declined',
    declineLate: 'declined',
    revise: 'assessing',
    expiry: 'expired',
  },
  approved: { recheck: 'rechecking' },
  rechecking: { passed: 'cleared', failed: 'needsReapproval' },
  cleared: { lapsed: 'needsReapproval', lapsedLate: 'expired' },
  needsReapproval: { decline: 'declined', declineLate: 'declined', revise: 'assessing', expiry: 'expired' },
  declined: {},
  expired: {},
};

test('default', () => {
  const cleared = via('allowed', 'approve', 'recheck', 'passed');
  expect(cleared.state).toBe('cleared');
  expect(contextOf(cleared)).toMatchObject({
    id: 'PRP-00000001',
    revisions: [{ number: 1 }],
    decisions: [{ decision: 'approve', by: { id: 'approver' } }],
    order,
  });
});

test.each(proposalStatus.options)('behavior: what %s makes of every event', (state) => {
  const here = via(...into[state]);
  expect(here.state).toBe(state);
  const seen = Object.fromEntries(
    names.map((name) => {
      const next = step(proposalMachine, here.snapshot, events[name]);
      if (!next.handled) expect([next.snapshot, next.effects]).toEqual([here.snapshot, []]);
      return [name, next.handled ? next.state : 'ignored'];
    }),
  );
  expect(seen).toEqual(Object.fromEntries(names.map((name) => [name, table[state][name] ?? 'ignored'])));
});

test('behavior: the expiry is a stored deadline that goes when it is decided', () => {
  const timer = { id: 'PRP-00000001/expiry', dueAt: 1000, event: { type: 'expiry.reached' } };
  const setTimer = { type: 'setTimer', params: timer };
  const clearTimer = { type: 'clearTimer', params: { id: timer.id } };
  expect(via('allowed').effects).toEqual([setTimer]);
  expect(via('allowed', 'decline').effects).toEqual([clearTimer]);
  expect(via('allowed', 'approve', 'recheck', 'passed').effects).toEqual([clearTimer]);
  expect(via('allowed', 'approve', 'recheck', 'failed').effects).toEqual([setTimer]);
  expect(via('allowed', 'approve', 'recheck', 'passed', 'lapsed').effects).toEqual([setTimer]);
  expect(via('refused').effects).toEqual([]);
});

test('behavior: a revision voids the approval before it and is decided by its own number', () => {
  const revised = via('allowed', 'revise', 'allowed2');
  expect([revised.state, contextOf(revised).revisions.map(({ number }) => number)]).toEqual([
    'awaitingApproval',
    [1, 2],
  ]);
  for (const old of ['approve', 'decline'] as const) {
    expect(step(proposalMachine, revised.snapshot, events[old]).handled).toBe(false);
  }
  expect(step(proposalMachine, revised.snapshot, events.approve2).state).toBe('approved');
  const again = via('allowed', 'approve', 'recheck', 'passed', 'lapsed', 'revise', 'allowed2');
  expect([again.state, contextOf(again).order]).toEqual(['awaitingApproval', null]);
});

test('behavior: every decision is kept with who took it', () => {
  const path = ['allowed', 'revise', 'allowed2', 'expiry'] as const;
  expect(decisionsOf(via(...path))).toEqual(['edit', 'expire']);
  expect(contextOf(via(...path)).decisions[1]).toMatchObject({
    by: { role: 'desk' },
    revision: 2,
    hash: testRevision(2, true).hash,
    at: 1000,
  });
  expect(decisionsOf(via('allowed', 'approve', 'recheck', 'failed', 'decline'))).toEqual([
    'approve',
    'recheck',
    'decline',
  ]);
});

test('behavior: no path is cleared without a re-check and an approval of the newest revision', () => {
  const paths = getShortestPaths(proposalMachine, {
    events: Object.values(events),
    input: testProposal,
    limit: 50_000,
    // Revisions and decisions grow without end; what matters of them is the newest revision and who let it pass.
    serializeState: ({ value, context }) =>
      JSON.stringify([
        value,
        context.revisions.at(-1)?.number,
        context.revisions.at(-1)?.verdict.allowed,
        context.decisions.at(-1)?.decision,
        context.order,
      ]),
  });
  expect(new Set(paths.map(({ state }) => String(state.value)))).toEqual(new Set(proposalStatus.options));
  const clearedFrom = new Set<string>();
  for (const { state } of paths) {
    const here = { value: state.value, context: state.context };
    for (const event of Object.values(events)) {
      const next = step(proposalMachine, here, event);
      if (!next.handled || next.state !== 'cleared') continue;
      clearedFrom.add(String(state.value));
      const { revisions, decisions } = contextOf(next);
      const newest = revisions.at(-1);
      expect(newest?.verdict.allowed).toBe(true);
      expect(decisions.at(-1)).toMatchObject({
        decision: 'approve',
        revision: newest?.number,
        hash: newest?.hash,
      });
    }
  }
  expect([...clearedFrom]).toEqual(['rechecking']);
});
