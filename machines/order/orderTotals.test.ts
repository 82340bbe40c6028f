import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Decimal, decimal } from '../../domain/decimal.ts';
import { order } from '../../domain/Order.ts';
import { testFill, testIntent } from '../../test/fixtures/orderFixtures.ts';
import { type Step, startMachine, step } from '../step.ts';
import type { OrderEvent, VenueWord } from './OrderEvent.ts';
import { orderMachine } from './orderMachine.ts';
import { orderTotals } from './orderTotals.ts';

const hundredths = (count: number) => new Decimal(count).div(100).toString();

test('default', () => {
  const fills = [
    testFill('F1', '0.4', { price: '100', fee: '0.1' }),
    testFill('F2', '0.6', { price: '110', fee: '0.0001', feeAsset: 'BTC' }),
    testFill('F3', '0.5', { price: '103', fee: '0.2' }),
  ];
  expect(orderTotals(fills)).toEqual({
    filled: '1.5',
    notional: '157.5',
    averagePrice: '105',
    fees: [
      { asset: 'USDT', amount: '0.3' },
      { asset: 'BTC', amount: '0.0001' },
    ],
  });
});

test('behavior: without fills there is no average price', () => {
  expect(orderTotals([])).toEqual({ filled: '0', notional: '0', averagePrice: null, fees: [] });
});

/** Sizes of an order's executions in hundredths, and the same executions told in some order, some of them twice. */
const told = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }).chain((sizes) => {
  const all = sizes.map((size, index) =>
    testFill(`F${index}`, hundredths(size), { price: String(90 + index) }),
  );
  return fc.record({
    fills: fc.constant(all),
    sequence: fc
      .array(fc.constantFrom(...all), { maxLength: 8 })
      .chain((again) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length })),
  });
});

test('behavior: fills in any order and any number of times give one result', () => {
  fc.assert(
    fc.property(told, fc.integer({ min: 0, max: 50 }), ({ fills, sequence }, spare) => {
      const whole = Decimal.sum(...fills.map((fill) => fill.quantity));
      const quantity = whole.plus(hundredths(spare));
      const end = [began, ...sequence.map(received)].reduce(next, started(quantity.toString()));
      expect(end.state).toBe(spare === 0 ? 'filled' : 'partiallyFilled');
      const context = order.parse(end.snapshot.context);
      expect(byId(context.fills)).toEqual(byId(fills));
      const { filled, notional, averagePrice } = orderTotals(context.fills);
      const value = fills.reduce(
        (sum, fill) => sum.plus(decimal(fill.quantity).times(fill.price)),
        new Decimal(0),
      );
      expect([filled, notional]).toEqual([whole.toString(), value.toString()]);
      expect(averagePrice).toBe(value.div(whole).toDecimalPlaces(18).toString());
    }),
  );
});

test('behavior: fills among true reports in any order end filled, with nothing counted twice', () => {
  const scenario = told.chain(({ fills, sequence }) => {
    const quantity = Decimal.sum(...fills.map((fill) => fill.quantity)).toString();
    const open: VenueWord = { status: 'open', venueOrderId: 'V1', filled: '0' };
    const words: VenueWord[] = [
      open,
      ...fills.map((fill) => ({ ...open, status: 'partiallyFilled' as const, filled: fill.quantity })),
      { ...open, status: 'filled', filled: quantity },
    ];
    return fc
      .tuple(fc.subarray(words), fc.constant(sequence))
      .chain(([said, fillsTold]) =>
        fc.shuffledSubarray<OrderEvent>([...said.map(reported), ...fillsTold.map(received)], {
          minLength: said.length + fillsTold.length,
        }),
      )
      .map((events) => ({ quantity, fills, events }));
  });
  fc.assert(
    fc.property(scenario, ({ quantity, fills, events }) => {
      let now = next(started(quantity), began);
      for (const event of events) {
        now = next(now, event);
        expect(['sending', 'accepted', 'partiallyFilled', 'filled']).toContain(now.state);
      }
      expect(now.state).toBe('filled');
      expect(byId(order.parse(now.snapshot.context).fills)).toEqual(byId(fills));
    }),
  );
});

test('behavior: more than was ordered is always quarantined, whatever came first', () => {
  fc.assert(
    fc.property(told, ({ fills, sequence }) => {
      const whole = Decimal.sum(...fills.map((fill) => fill.quantity));
      const end = [began, ...sequence.map(received)].reduce(next, started(whole.minus('0.001').toString()));
      expect(end.state).toBe('quarantined');
      expect(order.parse(end.snapshot.context).fills).toHaveLength(fills.length);
    }),
  );
});

const began: OrderEvent = { type: 'send.began', at: 2 };
const received = (fill: ReturnType<typeof testFill>): OrderEvent => ({ type: 'fill.received', fill, at: 7 });
const reported = (word: VenueWord): OrderEvent => ({ type: 'venue.reported', word, at: 6 });
const started = (quantity: string): Step => startMachine(orderMachine, testIntent({ quantity }));
const next = (now: Step, event: OrderEvent): Step => step(orderMachine, now.snapshot, event);
const byId = <T extends { id: string }>(items: readonly T[]): T[] =>
  items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
