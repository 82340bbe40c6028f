import { describe, expect, test } from 'vitest';
import { processorMs } from '../../../test/fixtures/processorMs.ts';
import type { MarketBar, SimulatedMarket } from '../SimulatedMarket.ts';
import { barOpen, shiftBar } from './barIntervals.ts';
import { createGeneratedMarket } from './createGeneratedMarket.ts';
import { defaultSymbols } from './GeneratedSymbol.ts';

const now = Date.UTC(2026, 10, 22, 15, 23, 41, 617);
const minute = 60_000;
const market = createGeneratedMarket({ seed: 7 });
const exchangeIntervals = [
  ...['1m', '3m', '5m', '15m', '30m', '1h', '2h', '4h', '6h', '8h', '12h', '1d', '3d', '1w'],
];

function returnsOf(bars: MarketBar[]): number[] {
  return bars.slice(1).map((bar, index) => Math.log(Number(bar.close) / Number(bars[index]?.close)));
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function correlation(a: number[], b: number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const cross = mean(a.map((value, index) => (value - meanA) * ((b[index] ?? 0) - meanB)));
  return cross / Math.sqrt(mean(a.map((v) => (v - meanA) ** 2)) * mean(b.map((v) => (v - meanB) ** 2)));
}

/** Adds up bars or trades as an observer would, in exact whole steps. */
function sumUp(parts: { open: string; high: string; low: string; close: string; volume: string }[]) {
  const numbers = (key: 'high' | 'low') => parts.map((part) => Number(part[key]));
  return {
    open: Number(parts[0]?.open),
    high: Math.max(...numbers('high')),
    low: Math.min(...numbers('low')),
    close: Number(parts.at(-1)?.close),
    volume: Math.round(parts.reduce((sum, part) => sum + Number(part.volume), 0) * 1e5),
  };
}

function asNumbers(bar: MarketBar | undefined) {
  return sumUp(bar === undefined ? [] : [bar]);
}

function barOfTicks(source: SimulatedMarket, symbol: string, from: number, to: number) {
  const trades = [...source.ticks(from, to)].filter((tick) => tick.symbol === symbol);
  return sumUp(
    trades.map(({ price: p, quantity }) => ({ open: p, high: p, low: p, close: p, volume: quantity })),
  );
}

describe('createGeneratedMarket', () => {
  test('default: trades Bitcoin, Ether and Solana near plausible prices', () => {
    expect(market.symbols.map((symbol) => symbol.symbol)).toEqual(['BTCUSDT', 'ETHUSDT', 'SOLUSDT']);
    expect(market.kind).toBe('generated');
    expect(market.label).toBe('generated market, seed 7');
    expect(market.marketTime(now)).toBe(now);
    const closes = market.bars('BTCUSDT', '1d', { to: now, limit: 1_000 }).map((bar) => Number(bar.close));
    expect(Math.min(...closes)).toBeGreaterThan(45_000);
    expect(Math.max(...closes)).toBeLessThan(150_000);
  });

  test.each(exchangeIntervals)(
    'default: 1,000 bars of %s from the first second, without gaps',
    (interval) => {
      const bars = createGeneratedMarket({ seed: 'fresh' }).bars('ETHUSDT', interval, {
        to: now,
        limit: 1_000,
      });
      expect(bars).toHaveLength(1_000);
      expect(bars.at(-1)?.ts).toBe(barOpen(interval, now));
      for (const [index, bar] of bars.entries()) {
        expect(bar.ts).toBe(shiftBar(interval, bars[0]?.ts ?? 0, index));
        expect(Number(bar.high)).toBeGreaterThanOrEqual(Math.max(Number(bar.open), Number(bar.close)));
        expect(Number(bar.low)).toBeLessThanOrEqual(Math.min(Number(bar.open), Number(bar.close)));
        expect(Number(bar.low)).toBeGreaterThan(0);
        if (index > 0) expect(bar.open).toBe(bars[index - 1]?.close);
      }
    },
  );

  test('behavior: the same seed gives the same market, another seed another', () => {
    const range = { to: now, limit: 50 };
    const again = createGeneratedMarket({ seed: 7 }).bars('SOLUSDT', '5m', range);
    expect(again).toEqual(market.bars('SOLUSDT', '5m', range));
    expect(createGeneratedMarket({ seed: 8 }).bars('SOLUSDT', '5m', range)).not.toEqual(again);
  });

  test('behavior: any split of an interval gives the same trades', () => {
    const from = now - 3 * minute;
    const whole = [...market.ticks(from, now)];
    const parts = [];
    for (let at = from, length = 1; at < now; at += length, length = (length * 7) % 9_973) {
      parts.push(...createGeneratedMarket({ seed: 7 }).ticks(at, Math.min(now, at + length)));
    }
    expect(parts).toEqual(whole);
    expect(whole.length).toBeGreaterThan(3 * 180);
    expect(whole.length).toBeLessThan(3 * 720 + 12);
    expect(whole.every((tick, index) => tick.ts >= (whole[index - 1]?.ts ?? 0))).toBe(true);
    expect(whole.every((tick) => Number(tick.quantity) > 0)).toBe(true);
  });

  test.each([
    ['1h', '1m', 60],
    ['4h', '15m', 16],
    ['1d', '1h', 24],
    ['1w', '1d', 7],
    ['30m', '3m', 10],
    ['1d', '5m', 288],
  ])('behavior: a bar of %s is the sum of its bars of %s', (coarse, fine, count) => {
    const day = market.bars('BTCUSDT', coarse, { to: now, limit: 9 })[3];
    const open = day?.ts ?? 0;
    const parts = market.bars('BTCUSDT', fine, { from: open, to: now, limit: count });
    expect(parts).toHaveLength(count);
    expect(asNumbers(day)).toEqual(sumUp(parts));
  });

  test('behavior: a closed minute is the sum of its trades', () => {
    for (const symbol of ['BTCUSDT', 'ETHUSDT', 'SOLUSDT']) {
      for (const bar of market.bars(symbol, '1m', { to: now, limit: 30 }).slice(0, -1)) {
        expect(asNumbers(bar)).toEqual(barOfTicks(market, symbol, bar.ts - 1, bar.ts + minute - 1));
      }
    }
  });

  test('behavior: the open bar is the sum of its trades so far', () => {
    for (const interval of ['1m', '5m', '1h']) {
      const bar = market.bars('BTCUSDT', interval, { to: now, limit: 1 })[0];
      expect(asNumbers(bar)).toEqual(barOfTicks(market, 'BTCUSDT', (bar?.ts ?? 0) - 1, now));
    }
  });

  test('behavior: with a start, the first bars from it; without, the last', () => {
    const from = now - 600 * minute;
    const early = market.bars('BTCUSDT', '1m', { from, to: now, limit: 5 });
    expect(early[0]?.ts).toBe(barOpen('1m', from) + minute);
    expect(early).toHaveLength(5);
    expect(market.bars('BTCUSDT', '1m', { from: now + minute, to: now, limit: 5 })).toEqual([]);
  });

  test('behavior: a bar begins with its first trade, and the limit is met without it', () => {
    const open = barOpen('1h', now);
    const first = [...market.ticks(open - 1, open + 2_000)].find((tick) => tick.symbol === 'BTCUSDT');
    const before = market.bars('BTCUSDT', '1h', { to: (first?.ts ?? 0) - 1, limit: 3 });
    expect(before.map((bar) => bar.ts)).toEqual([3, 2, 1].map((hours) => open - hours * 60 * minute));
    const after = market.bars('BTCUSDT', '1h', { to: first?.ts ?? 0, limit: 3 });
    expect(after.at(-1)).toMatchObject({ ts: open, close: first?.price });
    expect(after).toHaveLength(3);
  });

  test('behavior: volatility clusters, tails are fat, instruments move together', () => {
    for (const interval of ['1m', '1h']) {
      const limit = interval === '1m' ? 20_000 : 8_000;
      const [btc = [], eth = [], sol = []] = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'].map((symbol) =>
        returnsOf(market.bars(symbol, interval, { to: now, limit })),
      );
      const sizes = btc.map(Math.abs);
      expect(correlation(sizes.slice(1), sizes.slice(0, -1))).toBeGreaterThan(0.3);
      expect(correlation(sizes.slice(8), sizes.slice(0, -8))).toBeGreaterThan(0.1);
      const squares = btc.map((value) => value * value);
      expect(correlation(squares.slice(1), squares.slice(0, -1))).toBeGreaterThan(0.1);
      // A normal distribution has 3.
      expect(mean(squares.map((value) => value * value)) / mean(squares) ** 2).toBeGreaterThan(11);
      expect(correlation(btc, eth)).toBeGreaterThan(0.4);
      expect(correlation(btc, sol)).toBeGreaterThan(0.4);
      expect(correlation(btc, eth)).toBeLessThan(0.95);
    }
  });

  test('behavior: 1,000 bars of any interval cost little once warm', () => {
    const fresh = createGeneratedMarket({ seed: 3 });
    for (const symbol of ['BTCUSDT', 'BTCUSDT']) fresh.bars(symbol, '12h', { to: now, limit: 1_000 });
    const spent = exchangeIntervals.map((interval) =>
      processorMs(() => fresh.bars('BTCUSDT', interval, { to: now, limit: 1_000 })),
    );
    // Measured 1 to 15 ms; the margin is for slower machines.
    expect(Math.max(...spent)).toBeLessThan(500);
  });

  test('behavior: has no bars or trades before its first day', () => {
    expect(market.bars('BTCUSDT', '1d', { to: 1_000, limit: 10 })).toEqual([]);
    expect([...market.ticks(0, 60_000)]).toEqual([]);
  });

  test('error: names an unknown symbol or interval, and a step that it cannot walk on', () => {
    expect(() => market.bars('DOGEUSDT', '1m', { to: now, limit: 1 })).toThrow(/"DOGEUSDT"; it has BTCUSDT/);
    expect(() => market.bars('BTCUSDT', '7m', { to: now, limit: 1 })).toThrow(/bar interval "7m"/);
    const [first] = defaultSymbols;
    if (first === undefined) throw new Error('no default symbols');
    expect(() => createGeneratedMarket({ seed: 1, symbols: [{ ...first, priceTick: '0.05' }] })).toThrow(
      /0\.05/,
    );
  });
});
