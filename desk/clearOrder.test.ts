import { expect, test } from 'vitest';
import type { OrderIntent } from '../domain/Order.ts';
import type { Proposal } from '../domain/Proposal.ts';
import { testIntent } from '../test/fixtures/orderFixtures.ts';
import { testDecision, testProposal, testRevision } from '../test/fixtures/proposalFixtures.ts';
import { type Clearance, clearOrder } from './clearOrder.ts';

type Ruled = Extract<Clearance, { kind: 'approved' }>['ruling'];
const passed: Ruled = { allowed: true, denials: () => [] };
const denied: Ruled = {
  allowed: false,
  denials: () => [
    { code: 'price.age', outcome: 'deny', observed: '14 s', limit: '≤ 10 s', message: 'The price is old.' },
  ],
};
const intent = testIntent();
const proposal: Proposal = {
  ...testProposal,
  revisions: [testRevision(1, true)],
  decisions: [testDecision('approve', 1)],
  order: intent.id,
};
const clear = (over: { intent?: Partial<OrderIntent>; proposal?: Partial<Proposal>; ruling?: Ruled } = {}) =>
  clearOrder(
    { ...intent, ...over.intent },
    { kind: 'approved', proposal: { ...proposal, ...over.proposal }, ruling: over.ruling ?? passed },
  );

test('default', () => {
  expect(clear()).toEqual(intent);
});

test('behavior: a stop is cleared by the position that it protects', () => {
  const stop = testIntent({ role: 'protection', side: 'sell', reduceOnly: true, proposal: null });
  expect(clearOrder(stop, { kind: 'protection', heldQuantity: '1' })).toEqual(stop);
});

test('error: what the gate denies says which check and why', () => {
  expect(clear({ ruling: denied })).toEqual({ refused: 'price.age: The price is old.' });
});

test('error: an order that is not the one that was cleared', () => {
  expect(clear({ proposal: { order: null } })).toEqual({
    refused: 'PRP-00000001 was not cleared for this order.',
  });
});

test('error: without an approval of exactly the newest revision', () => {
  const refused = { refused: 'PRP-00000001 has no approval of revision 1.' };
  expect(clear({ proposal: { decisions: [] } })).toEqual(refused);
  expect(clear({ proposal: { decisions: [testDecision('decline', 1)] } })).toEqual(refused);
  expect(clear({ proposal: { decisions: [testDecision('approve', 1, { hash: 'f'.repeat(64) })] } })).toEqual(
    refused,
  );
  expect(clear({ proposal: { revisions: [testRevision(1, true), testRevision(2, true)] } })).toEqual({
    refused: 'PRP-00000001 has no approval of revision 2.',
  });
});

test('error: any term that differs from what was approved', () => {
  const others: Partial<OrderIntent>[] = [
    { quantity: '1.1' },
    { price: '101' },
    { price: null },
    { side: 'sell' },
    { instrument: 'ETH/USDT' as OrderIntent['instrument'] },
    { account: 'other' as OrderIntent['account'] },
    { venue: 'elsewhere' },
    { type: 'market' },
    { type: 'postOnly' },
    { timeInForce: 'fok' },
    { reduceOnly: true },
  ];
  for (const other of others) {
    expect(clear({ intent: other })).toEqual({
      refused: 'The order is not the one that was approved in PRP-00000001.',
    });
  }
});

test('error: only a reducing order can be a stop', () => {
  const refused = { refused: 'Only a reducing order can protect a position.' };
  const clearance = { kind: 'protection', heldQuantity: '1' } as const;
  const buys = testIntent({ role: 'protection', reduceOnly: true, side: 'buy' });
  expect(clearOrder(buys, clearance)).toEqual(refused);
  expect(clearOrder(testIntent({ role: 'protection', reduceOnly: false }), clearance)).toEqual(refused);
  expect(clearOrder(testIntent({ role: 'entry', reduceOnly: true }), clearance)).toEqual(refused);
});

test('error: a stop that would sell more than is held any more', () => {
  const stop = testIntent({ role: 'protection', side: 'sell', reduceOnly: true, quantity: '1' });
  const cleared = (heldQuantity: string) => clearOrder(stop, { kind: 'protection', heldQuantity });
  expect(cleared('1.00001')).toEqual(stop);
  expect(cleared('0.99')).toEqual({
    refused:
      'Only 0.99 of BTC/USDT is held any more, less than this would sell; a stop of the right size follows.',
  });
});
