import { expect, test } from 'vitest';
import type { ForecastView } from '../../../domain/ForecastRecord.ts';
import { instrumentId } from '../../../domain/ids.ts';
import { fanLines } from './fanLines.ts';

const asOf = 1_760_000_400_000;
const view: ForecastView = {
  kind: 'forecast',
  price: 200,
  forecast: {
    model: 'trend',
    modelVersion: '1.0.0',
    instrument: instrumentId.parse('BTC/USDT'),
    timeframe: '15m',
    horizonMs: 3_600_000,
    ...{ up: 0.4, flat: 0.3, down: 0.3, flatBandPercent: 1, asOf, caveat: 'Weak.' },
    quantiles: { q05: -4, q25: -1, q50: 0, q75: 1, q95: 4 },
    window: { from: asOf - 199 * 900_000, to: asOf, bars: 200 },
  },
  live: {
    ...{ model: 'trend', modelVersion: '1.0.0', days: 14, scored: 0, waiting: 0, state: 'tooFew' },
    ...{ brier: null, coverage90: null, drift: null, summary: 'Too few.' },
  },
};

test('default: five lines from the newest bar to the horizon', () => {
  const lines = fanLines(view);
  expect(lines.map(({ key }) => key)).toEqual(['q05', 'q25', 'q50', 'q75', 'q95']);
  expect(lines.map(({ points }) => points[0])).toEqual(new Array(5).fill({ ts: asOf, value: 200 }));
  expect(lines.map(({ points }) => points.at(-1))).toEqual(
    [192, 198, 200, 202, 208].map((value) => ({ ts: asOf + 3_600_000, value })),
  );
  expect(lines[0]?.points.map(({ value }) => value)).toEqual([200, 198, 196, 194, 192]);
});

test('behavior: without a forecast, or without quantiles, there is no fan', () => {
  expect(fanLines(undefined)).toEqual([]);
  expect(fanLines({ kind: 'none', reason: 'Too few bars.' })).toEqual([]);
  if (view.kind !== 'forecast') throw new Error('not a forecast');
  const { quantiles: _, ...bare } = view.forecast;
  expect(fanLines({ ...view, forecast: bare })).toEqual([]);
});
