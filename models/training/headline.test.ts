import { expect, test } from 'vitest';
import { summariseTrend } from '../evaluation/summariseTrend.ts';
import type { Probabilities } from '../evaluation/TrendSample.ts';
import { sampleWith } from '../evaluation/testSamples.ts';
import { compact } from './compact.ts';
import type { CardMeasurement } from './evaluationSets.ts';
import { headline } from './headline.ts';

function measured(forecast: (outcome: 0 | 1 | 2) => Probabilities): CardMeasurement {
  const samples = Array.from({ length: 300 }, (_, i) => {
    const outcome = i % 3 === 0 ? 0 : i % 3 === 1 ? 1 : 2;
    return sampleWith({ ts: i * 43_200_000, outcome, model: forecast(outcome) });
  });
  return {
    title: 'all instruments, unseen months',
    timeframe: '1h',
    horizonBars: 4,
    result: {
      ...summariseTrend(samples, 4 * 3_600_000),
      model: 'trend',
      modelVersion: '1',
      horizonBars: 4,
      timeframes: ['1h'],
      calibrationErrorByChance: { mean: 0.01, high: 0.02 },
      skipped: 0,
      outOfScope: [],
      perInstrument: {},
    },
  };
}

test('default: a gain whose interval excludes zero is called weak, with its figures', () => {
  const { caveat, verdict } = headline([
    measured((outcome) => (outcome === 1 ? [0.25, 0.5, 0.25] : [0.35, 0.3, 0.35])),
  ]);
  expect(caveat).toMatch(/^Weak: .*hardly knows which way \(direction AUC 0\.50/);
  expect(verdict).not.toContain('No edge could be shown');
});

test('behavior: without a gain the card says so plainly', () => {
  const { caveat, verdict } = headline([measured(() => [0.3, 0.4, 0.3])]);
  expect(caveat).toMatch(/^No edge/);
  expect(verdict).toContain('There is no edge to speak of.');
  expect(verdict).toContain('No edge could be shown for 1h bars 4 ahead.');
});

test('behavior: what is calibrated badly is named with its error, and only that', () => {
  const main = measured((outcome) => (outcome === 1 ? [0.25, 0.5, 0.25] : [0.35, 0.3, 0.35]));
  const calibrated = { ...main, result: { ...main.result, calibrationError: 0.0199 } };
  expect(headline([calibrated]).verdict).not.toContain('calibration error exceeds');
  const later = { ...main, horizonBars: 12, result: { ...main.result, calibrationError: 0.031 } };
  expect(headline([calibrated, later]).verdict).toContain(
    'calibration error exceeds 0.02 for 1h bars 12 ahead (0.031; by chance alone 0.010 to 0.020).',
  );
});

test('error: a card without its main measurement is not written', () => {
  expect(() => headline([])).toThrow('1h, 4 bars ahead');
});

test('default: figures are rounded, counts are not', () => {
  expect(compact({ a: 1.23456789, b: [123456789, 0.000123456], c: 'x', d: null })).toStrictEqual({
    a: 1.2346,
    b: [123456789, 0.00012346],
    c: 'x',
    d: null,
  });
});
