import { expect, test } from 'vitest';
import { instrumentId } from '../../domain/ids.ts';
import { correlate, fewestCommon, type Series } from './compareSeries.ts';

const [btc, eth, sol] = ['BTC/USDT', 'ETH/USDT', 'SOL/USDT'].map((id) => instrumentId.parse(id)) as [
  Series['instrument'],
  Series['instrument'],
  Series['instrument'],
];
const series = (instrument: Series['instrument'], closes: readonly number[], from = 0): Series => ({
  instrument,
  bars: closes.map((value, index) => {
    const close = String(value);
    return { ts: (from + index) * 60_000, open: close, high: close, low: close, close, volume: '1' };
  }),
});
const wave = [...Array(20).keys()].map((n) => 100 * Math.exp(0.01 * Math.sin(n)));
const mirrored = wave.map((value) => 10_000 / value);

test('default: the same moves are 1, opposite ones -1, whatever the prices', () => {
  const found = correlate([
    series(btc, wave),
    series(
      eth,
      wave.map((x) => 3 * x),
    ),
    series(sol, mirrored),
  ]);
  expect(found.map(({ pair, correlation }) => [...pair, correlation])).toEqual([
    [btc, eth, '1.00'],
    [btc, sol, '-1.00'],
    [eth, sol, '-1.00'],
  ]);
});

test('behavior: bars are matched by their time, and what one of them lacks does not count', () => {
  const shifted = series(eth, wave.slice(5), 5);
  expect(correlate([series(btc, wave), shifted])).toEqual([
    { pair: [btc, eth], correlation: '1.00', bars: 14 },
  ]);
  expect(correlate([series(btc, wave), series(eth, wave, 3)])[0]?.correlation).not.toBe('1.00');
});

test('error: too few common bars, or none that moved, are no correlation', () => {
  const few = series(eth, wave.slice(0, fewestCommon));
  const still = series(
    sol,
    wave.map(() => 5),
  );
  expect(correlate([series(btc, wave), few, still]).map(({ correlation }) => correlation)).toEqual([
    null,
    null,
    null,
  ]);
});
