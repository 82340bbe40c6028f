import { expect, test } from 'vitest';
import { toNumericBar } from '../trend/NumericBar.ts';
import { testBars } from '../trend/testBars.ts';
import { aggregateBars, barSpacing, timeframeOf } from './aggregateBars.ts';

const minutes5 = 300_000;
const bars = testBars(36, { stepMs: minutes5, start: 1_700_006_400_000 }).map(toNumericBar);

test('default: twelve five-minute bars make an hour', () => {
  const hours = aggregateBars(bars, minutes5, '1h');
  const first = bars.slice(0, 12);
  expect(hours).toHaveLength(3);
  expect(hours[0]).toStrictEqual({
    ts: bars[0]?.ts,
    open: bars[0]?.open,
    high: Math.max(...first.map((bar) => bar.high)),
    low: Math.min(...first.map((bar) => bar.low)),
    close: bars[11]?.close,
    volume: first.reduce((sum, bar) => sum + bar.volume, 0),
  });
});

test('behavior: an hour with a missing part is left out', () => {
  const holed = bars.filter((_, i) => i !== 17);
  expect(aggregateBars(holed, minutes5, '1h').map((bar) => bar.ts)).toStrictEqual([
    bars[0]?.ts,
    bars[24]?.ts,
  ]);
});

test('behavior: spacing and timeframe are read off the bars, gaps or not', () => {
  expect(barSpacing(bars.filter((_, i) => i % 9 !== 0))).toBe(minutes5);
  expect(timeframeOf(bars)).toBe('5m');
  expect(timeframeOf(testBars(5, { stepMs: 7_200_000 }).map(toNumericBar))).toBeUndefined();
});

test('error: bars cannot be split', () => {
  expect(() => aggregateBars(bars, minutes5, '1m')).toThrow(RangeError);
});
