import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Exact } from '../../../domain/Exact.ts';
import { orderId } from '../../../domain/ids.ts';
import { type Send, SendLog } from './SendLog.ts';

const send = (at: number, number: number, quantity = '1'): Send => ({
  at,
  order: orderId.parse(`ORD-${String(number).padStart(16, '0')}`),
  quantity: Exact.of(quantity),
});
const orders = (log: SendLog) => log.toArray().map(({ order }) => Number(order.slice(4)));

test('default', () => {
  const log = SendLog.empty.with(send(10, 1)).with(send(20, 2)).with(send(15, 3));
  expect(orders(log)).toEqual([1, 3, 2]);
  expect([9, 10, 14, 15, 20].map((time) => log.countAfter(time))).toEqual([3, 2, 2, 1, 0]);
});

test('behavior: the newest of a quantity is found, however it is written, and none from before the time', () => {
  const log = SendLog.empty.with(send(10, 1, '0.50')).with(send(20, 2, '2'));
  expect(log.newestOf(Exact.of('0.5'), 9)?.at).toBe(10);
  expect(log.newestOf(Exact.of('0.5'), 10)).toBeUndefined();
  expect(log.newestOf(Exact.of('3'), 0)).toBeUndefined();
});

test('behavior: one that was left out, or was added to another log, is not the newest of its quantity', () => {
  const log = SendLog.empty
    .with(send(10, 1))
    .with(send(20, 2))
    .with(send(30, 3, '2'));
  const newest = (of: SendLog) => of.newestOf(Exact.of('1'), 0)?.at;
  const [later, without] = [log.with(send(40, 4)), log.without(send(20, 2))];
  expect([log, later, without, without.with(send(50, 5)), log.without(send(10, 1))].map(newest)).toEqual([
    20, 40, 10, 50, 20,
  ]);
  expect(newest(without.without(send(10, 1)))).toBeUndefined();
});

test('behavior: taking out what is not there changes nothing', () => {
  const log = SendLog.empty.with(send(10, 1)).with(send(20, 2));
  expect(orders(log.without(send(0, 3)))).toEqual([1, 2]);
  expect(orders(SendLog.empty.without(send(0, 3)))).toEqual([]);
});

test('behavior: one that was left out and has come back is left out again', () => {
  const [first, again] = [send(10, 1), send(20, 2)];
  const log = SendLog.empty.with(first).with(again);
  expect(orders(log.without(again).with(again))).toEqual([1, 2]);
  expect(orders(log.without(again).with(again).without(again).without(again))).toEqual([1]);
});

test('behavior: any way of adding and taking out gives what a sorted list gives, and spoils no earlier log', () => {
  const step = fc.record({ at: fc.integer({ min: 0, max: 9 }), number: fc.integer({ min: 1, max: 15 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let log = SendLog.empty;
      const known = new Map<number, Send>();
      const earlier: [SendLog, number[]][] = [];
      for (const { at, number } of steps) {
        const sent = known.get(number);
        if (sent && known.delete(number)) log = log.without(sent);
        else {
          known.set(number, send(at, number));
          log = log.with(send(at, number));
        }
        const expected = [...known]
          .sort(([a, { at: x }], [b, { at: y }]) => x - y || a - b)
          .map(([which]) => which);
        expect(orders(log)).toEqual(expected);
        expect([log.length, log.countAfter(4)]).toEqual([
          expected.length,
          [...known.values()].filter((one) => one.at > 4).length,
        ]);
        earlier.push([log, expected]);
      }
      for (const [old, expected] of earlier) expect(orders(old)).toEqual(expected);
    }),
  );
});
