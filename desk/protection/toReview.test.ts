import { expect, test } from 'vitest';
import type { OrderIntent, OrderStatus } from '../../domain/Order.ts';
import { emptyPosition } from '../../domain/Position.ts';
import { btc, eth, testInstrument } from '../../test/fixtures/FakeVenue.ts';
import { testFill, testIntent } from '../../test/fixtures/orderFixtures.ts';
import type { OrderState } from '../machineStates.ts';
import { toReview } from './toReview.ts';

const instrument = testInstrument(btc);
const holding = (quantity: string) => ({ ...emptyPosition(testIntent().account, btc), quantity });

function open(
  over: Partial<OrderIntent>,
  status: OrderStatus = 'accepted',
  filled: string[] = [],
): OrderState {
  return {
    status,
    order: {
      intent: testIntent(over),
      venueOrderId: 'V1',
      fills: filled.map((quantity, index) => testFill(`F${index}`, quantity)),
      cancelRequestedAt: null,
      attempts: 1,
      askedSince: null,
      reason: null,
      updatedAt: 1,
    },
  };
}
const needed = (quantity: string, ...orders: OrderState[]) =>
  toReview(instrument, holding(quantity), orders, 7).quantity;

test('default', () => {
  const stop = open({ role: 'protection', quantity: '1', triggerPrice: '90' }, 'partiallyFilled', ['0.4']);
  expect(toReview(instrument, holding('0.6'), [stop], 7)).toEqual({
    type: 'position.reviewed',
    held: '0.6',
    quantity: '0.6',
    minQuantity: instrument.minQuantity,
    minNotional: instrument.minNotional,
    holdsStops: true,
    stops: [{ order: stop.order.intent.id, phase: 'live', remaining: '0.6', stop: '90', target: null }],
    at: 7,
  });
  expect(toReview(instrument, undefined, [], 7)).toMatchObject({ held: '0', quantity: '0', stops: [] });
});

test('behavior: what needs a stop is cut to the step', () => {
  expect([needed('1.000019'), needed('0'), needed('0.000009')]).toEqual(['1.00001', '0', '0']);
});

test('behavior: what an open exit still sells needs no stop as well', () => {
  expect(needed('1', open({ role: 'exit', quantity: '0.4' }))).toBe('0.6');
  expect(needed('1', open({ role: 'exit', quantity: '0.4' }, 'partiallyFilled', ['0.1']))).toBe('0.7');
  expect(needed('1', open({ role: 'exit', quantity: '2' }))).toBe('0');
  expect(needed('1', open({ role: 'exit', quantity: '0.4' }, 'unknown'))).toBe('0.6');
});

test('behavior: entries, other instruments and exits that nobody knows about take nothing off', () => {
  expect(needed('1', open({ role: 'entry', quantity: '0.4' }))).toBe('1');
  expect(needed('1', open({ role: 'protection', quantity: '1' }))).toBe('1');
  expect(needed('1', open({ role: 'exit', quantity: '0.4', instrument: eth }))).toBe('1');
  expect(needed('1', open({ role: 'exit', quantity: '0.4' }, 'quarantined', ['0.6']))).toBe('1');
});

test('behavior: a target that has traded in part has ended the stop beside it', () => {
  const both = { role: 'protection', quantity: '1', triggerPrice: '90', targetPrice: '100' } as const;
  const stopOf = (over: Partial<OrderIntent>, filled: string[]) =>
    toReview(instrument, holding('0.6'), [open({ ...both, ...over }, 'partiallyFilled', filled)], 7).stops[0]
      ?.stop;
  expect(stopOf({ type: 'oco' }, ['0.4'])).toBeNull();
  expect(stopOf({ type: 'oco' }, [])).toBe('90');
  // Traded below the target, so it was the stop; and a sale at once has no legs.
  expect(stopOf({ type: 'oco', targetPrice: '100.01' }, ['0.4'])).toBe('90');
  expect(stopOf({ type: 'limit' }, ['0.4'])).toBe('90');
});

test.each([
  ['intended', 'placing'],
  ['sending', 'placing'],
  ['accepted', 'live'],
  ['triggered', 'live'],
  ['partiallyFilled', 'live'],
  ['pendingCancel', 'leaving'],
  ['pendingReplace', 'leaving'],
  ['unknown', 'doubtful'],
] as const)('behavior: a stop that is %s is %s', (status, phase) => {
  expect(toReview(instrument, holding('1'), [open({ role: 'protection' }, status)], 7).stops).toMatchObject([
    { phase },
  ]);
});

test('behavior: a quarantined stop is none', () => {
  expect(toReview(instrument, holding('1'), [open({ role: 'protection' }, 'quarantined')], 7).stops).toEqual(
    [],
  );
});
