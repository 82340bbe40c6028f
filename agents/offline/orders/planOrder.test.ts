import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal } from '../../../domain/decimal.ts';
import { instrumentId } from '../../../domain/ids.ts';
import { isOnStep } from '../../../domain/instrumentRules.ts';
import { agentDesk } from '../../../test/fixtures/agentDesk.ts';
import type { OrderDraft } from '../parse/ParsedMessage.ts';
import { chooseStop } from './chooseStop.ts';
import { type OrderBasis, planOrder } from './planOrder.ts';

const desk = await agentDesk();
const id = instrumentId.parse('BTC/USDT');
const instrument = desk.market.instruments.get(id);
if (!instrument) throw new Error('no instrument');
const basis: OrderBasis = {
  ...{ instrument, limits: desk.limits, bid: '59994', ask: '60006', atrPercent: '0.80' },
  ...{ equity: '100000', cashFree: '50000', held: '0.5' },
};
const buy: OrderDraft = {
  instrument: id,
  side: 'buy',
  type: 'market',
  size: { unit: 'quote', amount: '500' },
};

function planned(draft: OrderDraft, changes: Partial<OrderBasis> = {}) {
  const plan = planOrder(draft, { ...basis, ...changes });
  if (plan.kind === 'refused') throw new Error(plan.message);
  return plan;
}

test('default: sizes of a purchase', () => {
  expect(planned(buy).request.notional).toBe('500');
  expect(planned({ ...buy, size: { unit: 'base', amount: '0.0123456' } }).request.quantity).toBe('0.01234');
  expect(planned({ ...buy, size: { unit: 'percentOfEquity', amount: '2' } }).request.notional).toBe('2000');
  expect(planned({ ...buy, size: { unit: 'percentOfCash', amount: '10' } }).request.notional).toBe('5000');
});

test('behavior: a sale of a share truncates, and never sells more than is held', () => {
  const half: OrderDraft = { ...buy, side: 'sell', size: { unit: 'percentOfPosition', amount: '50' } };
  expect(planned(half, { held: '0.12345' }).request).toMatchObject({ quantity: '0.06172', reduceOnly: true });
  expect(planOrder({ ...half, size: { unit: 'base', amount: '0.6' } }, basis).kind).toBe('refused');
  expect(planOrder({ ...half, size: { unit: 'quote', amount: '90000' } }, basis).kind).toBe('refused');
});

test('behavior: a stop that is named is kept, and one that is unwanted is not added', () => {
  const at = planned({ ...buy, stop: { unit: 'price', amount: '58000' } });
  expect([at.request.stop, at.chosenStop]).toEqual(['58000.00', null]);
  expect(planned({ ...buy, stop: { unit: 'none' } }).request.stop).toBeUndefined();
});

test.each([
  ['limit', '60'],
  ['stop', '2'],
  ['target', '600000'],
] as const)('error: a %s of %s is taken for a slip of the pen', (name, amount) => {
  const type = name === 'limit' ? 'limit' : 'market';
  const plan = planOrder({ ...buy, type, [name]: { unit: 'price', amount } }, basis);
  expect(plan).toMatchObject({ kind: 'refused', message: expect.stringContaining('far from the market') });
});

test('behavior: the chosen stop is twice the hourly range, within the limits and the loss allowed', () => {
  const { limits } = desk;
  expect(chooseStop(limits, 0.8, 100).toString()).toBe('1.6');
  expect(chooseStop(limits, 0.01, 100).toString()).toBe('0.4');
  expect(chooseStop(limits, 50, 100).toString()).toBe('10.5');
  expect(chooseStop(limits, 3, 5).toString()).toBe('3.5');
  expect(chooseStop(limits, null, 100).toString()).toBe('2');
});

test('behavior: whatever is asked for, prices lie on the tick and on the safe side', () => {
  const tick = instrument.priceTick;
  const amount = fc.integer({ min: 1, max: 9_000_000 }).map((value) => (value / 100_000).toString());
  fc.assert(
    fc.property(amount, amount, amount, (away, stop, target) => {
      const { request } = planned({
        ...buy,
        type: 'limit',
        limit: { unit: 'percentBelow', amount: away },
        stop: { unit: 'percentBelow', amount: stop },
        target: { unit: 'percentAbove', amount: target },
      });
      for (const price of [request.limitPrice, request.stop, request.target]) {
        expect(isOnStep(decimal(price ?? '0'), tick)).toBe(true);
      }
      const exact = decimal(basis.ask).times(decimal('1').minus(decimal(away).div(100)));
      expect(decimal(request.limitPrice ?? '0').lte(exact)).toBe(true);
    }),
    { numRuns: 200 },
  );
});
