import { expect, test } from 'vitest';
import { deskActor } from './actor.ts';
import { instrumentId, proposalId } from './ids.ts';
import { judgeOverride } from './judgeOverride.ts';
import type { OverrideRecord } from './Override.ts';
import { sumOverrides } from './sumOverrides.ts';
import type { WhatIf, WhatIfState } from './whatIf.ts';

const order: WhatIf = {
  ...{ side: 'buy', type: 'market', quantity: '1', priceCap: '101', timeInForce: 'ioc', postOnly: false },
  ...{ stop: '90', target: '120', at: 0, touch: '100', taken: null },
  ...{ stopSlippage: '0', makerFee: '0', takerFee: '0' },
};
const closed = (profit: string): WhatIfState => ({
  ...{ kind: 'closed', by: 'target', quantity: '1', entryPrice: '100', entryFee: '0.1', enteredAt: 0 },
  ...{ exitPrice: '110', exitFee: '0.2', exitedAt: 1, profit },
});
const held: WhatIfState = {
  ...{ kind: 'held', seen: 0, quantity: '1', entryPrice: '100', entryFee: '0', enteredAt: 0 },
};
const person = (id: string) => ({ id, role: 'approver' as const, channel: 'web' as const });

let count = 0;
function record(state: WhatIfState, over: Partial<OverrideRecord> = {}): OverrideRecord {
  count += 1;
  return {
    proposal: proposalId.parse(`PRP-${String(count).padStart(8, '0')}`),
    ...{ kind: 'declined', instrument: instrumentId.parse('BTC/USDT'), origin: 'agent', decidedAt: count },
    by: { id: 'agent:trader', role: 'agent', channel: 'chat' },
    decidedBy: person('ann'),
    reason: null,
    asked: { revision: 1, order, state },
    edited: null,
    ...over,
  };
}

test('default: each side’s sum is what their way would have made', () => {
  const records = [
    // A gain that was turned down, a loss that was spared, and one that is open at a bid of 103.
    record(closed('10')),
    record(closed('-4')),
    record(held, { decidedBy: person('ben') }),
  ];
  const sums = sumOverrides(records.map((one) => judgeOverride(one, '103')));
  expect(sums.proposers).toEqual([
    {
      ...{ id: 'agent:trader', origin: 'agent', proposals: 3, right: 2, wrong: 1, unknown: 0 },
      ...{ made: '6', madeSoFar: '3' },
    },
  ]);
  expect(sums.deciders).toEqual([
    {
      ...{ id: 'ann', origin: null, proposals: 2, right: 1, wrong: 1, unknown: 0 },
      ...{ made: '-6', madeSoFar: '0' },
    },
    {
      ...{ id: 'ben', origin: null, proposals: 1, right: 0, wrong: 1, unknown: 0 },
      ...{ made: '0', madeSoFar: '-3' },
    },
  ]);
});

test('behavior: an edit is judged by the difference that it made', () => {
  const edited = record(closed('-8'), {
    kind: 'edited',
    edited: { revision: 2, order, state: closed('-3') },
  });
  const view = judgeOverride(edited, '100');
  expect(view).toMatchObject({ difference: '5', right: 'decider', final: true });
  expect(sumOverrides([view]).proposers[0]).toMatchObject({ made: '-5', wrong: 1 });
});

test('behavior: what the gate denied is in no sum but the gate’s', () => {
  const denied = record(closed('-50'), { kind: 'denied', decidedBy: null });
  const sums = sumOverrides([judgeOverride(denied, '100')]);
  expect([sums.proposers, sums.deciders]).toEqual([[], []]);
  expect(sums.gate).toMatchObject({ id: 'gate', proposals: 1, right: 1, made: '50' });
});

test('behavior: what was never filled made no difference, and nobody was right', () => {
  const missed = judgeOverride(record({ kind: 'missed', reason: 'not reached' }), '100');
  expect(missed).toMatchObject({ difference: '0', right: null, final: true });
});

test('error: without a price what is held is unknown, not nothing', () => {
  const view = judgeOverride(record(held), null);
  expect(view).toMatchObject({ difference: null, right: null, final: false, asked: { profit: null } });
  expect(sumOverrides([view]).deciders[0]).toMatchObject({ unknown: 1, right: 0, wrong: 0, madeSoFar: '0' });
});

test('error: an unknown course takes its reason along', () => {
  const unknown = record(
    { kind: 'unknown', reason: 'no bars' },
    { kind: 'expired', decidedBy: null, by: deskActor },
  );
  unknown.asked.order = null;
  expect(judgeOverride(unknown, '100')).toMatchObject({
    ...{ side: null, difference: null, final: true },
    asked: { state: 'unknown', reason: 'no bars' },
  });
});
