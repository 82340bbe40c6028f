import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Decimal, decimal } from '../../../domain/decimal.ts';
import { Exact } from '../../../domain/Exact.ts';
import { instrumentId, orderId } from '../../../domain/ids.ts';
import {
  type ClosedTrade,
  deepestFallAfter,
  lastStopOut,
  noTrades,
  tradesAfter,
  tradesOf,
  withTrade,
} from './trades.ts';

const btc = instrumentId.parse('BTC/USDT');
const eth = instrumentId.parse('ETH/USDT');
const trade = (
  number: number,
  at: number,
  profit: string,
  changes: Partial<ClosedTrade> = {},
): ClosedTrade => ({
  order: orderId.parse(`ORD-${String(number).padStart(16, '0')}`),
  instrument: btc,
  at,
  profit,
  stopOut: false,
  ...changes,
});
const some = [
  trade(1, 10, '5'),
  trade(2, 20, '-3', { stopOut: true }),
  trade(3, 30, '-4', { instrument: eth, stopOut: true }),
  trade(4, 40, '1'),
  trade(5, 50, '-2'),
];

test('default', () => {
  const trades = tradesOf(some);
  expect(tradesAfter(trades, 0)).toEqual({ trades: 5, profit: Exact.of('-3'), stopOuts: 2, lossStreak: 1 });
  expect(tradesAfter(trades, 20, btc)).toEqual({
    trades: 2,
    profit: Exact.of('-1'),
    stopOuts: 0,
    lossStreak: 1,
  });
  expect(tradesAfter(trades, 50)).toEqual({ trades: 0, profit: Exact.zero, stopOuts: 0, lossStreak: 0 });
  expect([lastStopOut(trades, btc), lastStopOut(trades, eth)]).toEqual([20, 30]);
  expect(deepestFallAfter(trades, 0).toString()).toBe('8');
  expect(deepestFallAfter(trades, 20).toString()).toBe('5');
});

test('behavior: nothing has happened where there is no trade', () => {
  expect(tradesAfter(noTrades, 0).trades).toBe(0);
  expect(tradesAfter(tradesOf(some), 0, instrumentId.parse('SOL/USDT')).trades).toBe(0);
  expect(lastStopOut(noTrades, btc)).toBeUndefined();
  expect(deepestFallAfter(noTrades, 0).toString()).toBe('0');
});

test('behavior: an order that fills in parts is one trade', () => {
  const parts = withTrade(tradesOf(some), trade(2, 25, '-6', { stopOut: true }));
  expect(tradesAfter(parts, 0)).toMatchObject({ trades: 5, stopOuts: 2 });
  expect(tradesAfter(parts, 0).profit.toString()).toBe('-6');
});

const line = fc.array(
  fc.record({
    number: fc.integer({ min: 1, max: 10 }),
    at: fc.integer({ min: 0, max: 12 }),
    profit: fc.integer({ min: -50, max: 50 }),
    stopOut: fc.boolean(),
    instrument: fc.constantFrom(btc, eth),
  }),
  { maxLength: 20 },
);

test('behavior: kept one by one they are the plain sums over the newest version of each trade', () => {
  fc.assert(
    fc.property(line, fc.integer({ min: -1, max: 12 }), (steps, time) => {
      const newest = new Map<string, ClosedTrade>();
      let kept = noTrades;
      for (const { number, at, profit, stopOut } of steps) {
        // An order stays with its instrument.
        const next = trade(number, at, String(profit), { stopOut, instrument: number % 2 ? btc : eth });
        newest.set(next.order, next);
        kept = withTrade(kept, next);
      }
      const all = [...newest.values()].sort((a, b) => a.at - b.at || (a.order < b.order ? -1 : 1));
      for (const instrument of [undefined, btc, eth]) {
        const own = all.filter(
          (each) => each.at > time && (instrument === undefined || each.instrument === instrument),
        );
        const sum = own.reduce((total, each) => total.plus(decimal(each.profit)), new Decimal(0));
        const lastGain = own.findLastIndex((each) => !each.profit.startsWith('-'));
        const found = tradesAfter(kept, time, instrument);
        expect({ ...found, profit: found.profit.toString() }).toEqual({
          trades: own.length,
          profit: sum.toString(),
          stopOuts: own.filter((each) => each.stopOut).length,
          lossStreak: own.length - 1 - lastGain,
        });
      }
      const curve = [0];
      for (const each of all) if (each.at > time) curve.push((curve.at(-1) ?? 0) + Number(each.profit));
      const fall = Math.max(...curve.flatMap((high, i) => curve.slice(i).map((low) => high - low)));
      expect(Number(deepestFallAfter(kept, time))).toBe(fall);
      expect(Number(deepestFallAfter(tradesOf(all), time))).toBe(fall);
    }),
  );
});
