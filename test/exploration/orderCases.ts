import { expect } from 'vitest';
import { type Order, type OrderStatus, openOrderStatuses } from '../../domain/Order.ts';
import type { Proposal } from '../../domain/Proposal.ts';
import type { ChainOrder } from '../../machines/chainOrder/ChainOrder.ts';
import { chainFills } from '../../machines/chainOrder/chainOrderGuards.ts';
import { chainOrderMachine } from '../../machines/chainOrder/chainOrderMachine.ts';
import type { VenueWord } from '../../machines/order/OrderEvent.ts';
import { orderMachine } from '../../machines/order/orderMachine.ts';
import { orderTotals } from '../../machines/order/orderTotals.ts';
import { proposalMachine } from '../../machines/proposal/proposalMachine.ts';
import { chainEvents, chainOrderInput, finalised, mined, receipt } from '../fixtures/chainOrderEvents.ts';
import { orderEvents, says } from '../fixtures/orderEvents.ts';
import { testFill, testIntent } from '../fixtures/orderFixtures.ts';
import { testDecision, testProposal, testRevision } from '../fixtures/proposalFixtures.ts';
import type { Event, MachineCase } from './MachineCase.ts';

const notSent = ['intended', 'lapsed'];
const closedOrder = (state: string) => !openOrderStatuses.has(state as OrderStatus);

const orderCase: MachineCase = {
  machine: orderMachine,
  input: testIntent(),
  events: {
    ...orderEvents,
    triggeredElsewhere: says('triggered', '0', 'V2'),
  },
  key: ({ fills: booked, venueOrderId, cancelRequestedAt, askedSince }: Order) => [
    booked.map(({ id }) => id).toSorted(),
    venueOrderId,
    cancelRequestedAt !== null,
    askedSince !== null,
  ],
  rests: ['filled', 'cancelled', 'expired', 'rejected', 'notAccepted', 'lapsed', 'writtenOff'],
  inState: (state, { fills: booked }: Order) => {
    const ids = booked.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const { filled } = orderTotals(booked);
    if (state === 'filled') expect(Number(filled)).toBeGreaterThanOrEqual(1);
    if (Number(filled) > 1) expect(['quarantined', 'filled', 'writtenOff', 'cancelled']).toContain(state);
    if (notSent.includes(state)) expect(booked).toEqual([]);
  },
  onStep: (before, event, after) => {
    const [was, is] = [before.snapshot.context as Order, after.snapshot.context as Order];
    if (after.state === 'sending' && before.state !== 'sending') {
      expect([before.state, event.type]).toEqual(['intended', 'send.began']);
    }
    if (before.state === 'quarantined' && after.state !== 'quarantined') {
      expect(event).toMatchObject({ by: { role: 'approver' }, reason: 'compared' });
    }
    // A fill is never lost, wherever it comes.
    expect(is.fills.length - was.fills.length).toBe(event.type === 'fill.received' ? 1 : 0);
    // A wish to cancel is carried out as soon as the venue shows the order.
    const open = ['accepted', 'triggered', 'partiallyFilled'];
    const unsure = before.state === 'sending' || before.state === 'unknown';
    const byRest = event.type === 'fill.received' || ('word' in event && !saysEnded(event));
    if (unsure && was.cancelRequestedAt !== null && byRest) expect(open).not.toContain(after.state);
    // Exposure that was freed comes back only to be cancelled, or for a person to look at.
    if (closedOrder(before.state) && !closedOrder(after.state)) {
      expect(['quarantined', 'pendingCancel']).toContain(after.state);
    }
    if (before.state === 'unknown' && after.state !== 'unknown') {
      expect([
        'venue.reported',
        'fill.received',
        'fill.conflicted',
        'send.rejected',
        'absence.proven',
      ]).toContain(event.type);
    }
  },
  limit: 400_000,
};

const lastWords: readonly VenueWord['status'][] = ['filled', 'cancelled', 'expired', 'rejected'];

function saysEnded(event: Event): boolean {
  return 'word' in event && lastWords.includes((event as { word: VenueWord }).word.status);
}

const chainCase: MachineCase = {
  machine: chainOrderMachine,
  input: chainOrderInput,
  events: {
    ...chainEvents,
    dropC: { type: 'transaction.dropped', hash: '0xC', at: 6 } as Event,
    mineUndone: mined(receipt('0xA', 1, { status: 'reverted', fills: [] })),
    finalElsewhere: finalised(receipt('0xA', 2)),
    finalPart: finalised(receipt('0xB', 2, { fills: [testFill('0xB-0', '0.4')] })),
  },
  key: ({ transactions, mined: seen, receipts, cancelRequestedAt }: ChainOrder) => [
    transactions.map(({ hash, broadcastAt }) => [hash, broadcastAt !== null]),
    seen && [seen.hash, seen.blockHash],
    receipts.map(({ hash, blockHash }) => [hash, blockHash]).toSorted(),
    cancelRequestedAt !== null,
  ],
  rests: ['finalised', 'reverted', 'replaced', 'expired', 'cancelled', 'lapsed', 'writtenOff'],
  inState: (state, order: ChainOrder) => {
    const booked = chainFills(order);
    expect(new Set(booked.map(({ id }) => id)).size).toBe(booked.length);
    if (['nonceReserved', 'lapsed', 'replaced', 'reverted'].includes(state)) expect(booked).toEqual([]);
    if (state === 'mined') expect(order.mined).not.toBeNull();
    const hashes = order.transactions.map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(hashes.length);
    if (state === 'broadcast') expect(order.transactions.at(-1)?.broadcastAt).not.toBeNull();
  },
  onStep: (before, event, after) => {
    const was = before.snapshot.context as ChainOrder;
    const left = was.transactions.some(({ broadcastAt }) => broadcastAt !== null);
    const ended = chainCase.rests.includes(after.state) && !chainCase.rests.includes(before.state);
    // What has left is over only by a final block, or by a person out of quarantine.
    if (ended && left && before.state !== 'quarantined') {
      expect(['transaction.finalised', 'nonce.finalised', 'deadline.passed']).toContain(event.type);
    }
    if (before.state === 'quarantined' && after.state !== 'quarantined') {
      expect(event).toMatchObject({ by: { role: 'approver' }, reason: 'compared' });
    }
    const is = after.snapshot.context as ChainOrder;
    if (is.receipts.length !== was.receipts.length) expect(event.type).toBe('transaction.finalised');
  },
  limit: 400_000,
};

const proposalCase: MachineCase = {
  machine: proposalMachine,
  input: testProposal,
  events: {
    ...Object.fromEntries(
      [1, 2, 3].flatMap((number): [string, Event][] => [
        [`allowed${number}`, { type: 'proposal.assessed', revision: testRevision(number, true) } as Event],
        [`refused${number}`, { type: 'proposal.assessed', revision: testRevision(number, false) } as Event],
        [
          `approve${number}`,
          { type: 'approval.granted', decision: testDecision('approve', number) } as Event,
        ],
        [
          `approveLate${number}`,
          { type: 'approval.granted', decision: testDecision('approve', number, { at: 1000 }) } as Event,
        ],
        [
          `decline${number}`,
          { type: 'proposal.declined', decision: testDecision('decline', number) } as Event,
        ],
        [`revise${number}`, { type: 'revision.requested', decision: testDecision('edit', number) } as Event],
      ]),
    ),
    recheck: { type: 'recheck.began' },
    passed: { type: 'recheck.passed', order: testIntent().id } as Event,
    failed: { type: 'recheck.failed', decision: testDecision('recheck', 1) } as Event,
    lapsed: { type: 'intent.lapsed', decision: testDecision('recheck', 1) } as Event,
    lapsedLate: { type: 'intent.lapsed', decision: testDecision('recheck', 1, { at: 1000 }) } as Event,
    expiry: { type: 'expiry.reached', at: 1000 } as Event,
  },
  key: ({ revisions, decisions, order }: Proposal) => [
    revisions.at(-1)?.number,
    revisions.at(-1)?.verdict.allowed,
    decisions.at(-1)?.decision,
    decisions.at(-1)?.revision,
    order,
  ],
  rests: ['declined', 'expired', 'cleared', 'denied'],
  inState: (state, { revisions, decisions, order }: Proposal) => {
    const newest = revisions.at(-1);
    if (['approved', 'rechecking', 'cleared'].includes(state)) {
      expect(newest?.verdict.allowed).toBe(true);
      expect(decisions.at(-1)).toMatchObject({
        decision: 'approve',
        by: { role: 'approver' },
        revision: newest?.number,
        hash: newest?.hash,
      });
    }
    expect(order !== null).toBe(state === 'cleared');
  },
  onStep: (before, event, after) => {
    if (after.state === 'cleared')
      expect([before.state, event.type]).toEqual(['rechecking', 'recheck.passed']);
    if (after.state === 'approved') expect(before.state).toBe('awaitingApproval');
    expect(['declined', 'expired']).not.toContain(before.state);
  },
  limit: 100_000,
};

/** The machines that an order passes through. */
export const orderCases: Readonly<Record<string, MachineCase>> = {
  'order@1': orderCase,
  'chainOrder@1': chainCase,
  'proposal@1': proposalCase,
};
