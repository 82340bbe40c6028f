import { expect, test } from 'vitest';
import type { ForecastScore } from '../../domain/ForecastRecord.ts';
import { shippedTrendFolder } from '../trend/createTrendModel.ts';
import { loadTrendCard } from '../trend/loadTrendCard.ts';
import { featureNames } from '../trend/TrendFeatures.ts';
import { summariseLive } from './summariseLive.ts';
import { testRecord } from './testForecasts.ts';

const { card } = await loadTrendCard(shippedTrendFolder);
/** What the shipped card promises for 15m bars, four ahead. */
const promised = 0.63724;
const series = (count: number, brier: (i: number) => number, inside: (i: number) => boolean = () => true) =>
  Array.from({ length: count }, (_, i) => testRecord(i, { brier: brier(i), inside90: inside(i) }));

test('default: as the card says', () => {
  const live = summariseLive(
    card,
    series(400, (i) => promised + (i % 2 ? 0.05 : -0.05)),
    7,
  );
  expect(live).toMatchObject({ state: 'asCard', scored: 400, waiting: 7, coverage90: 1 });
  expect(live.brier?.card).toBeCloseTo(promised, 6);
  expect(live.brier?.worseBy).toBeCloseTo(0, 6);
  expect(live.summary).toContain('for 4 days (400 forecasts,');
});

test('behavior: worse beyond chance is degraded, and the sentence says by how much', () => {
  const live = summariseLive(
    card,
    series(400, (i) => promised + 0.03 + (i % 2 ? 0.01 : -0.01)),
    0,
  );
  expect(live.state).toBe('degraded');
  expect(live.brier?.low).toBeGreaterThan(0.01);
  expect(live.summary).toMatch(/has been 3\.0 Brier points worse than its card for 4 days .* It is degraded/);
});

test('behavior: worse, but within what chance does, is not', () => {
  const wild = (i: number) => promised + 0.02 + (Math.floor(i / 16) % 2 ? 0.4 : -0.4);
  expect(summariseLive(card, series(400, wild), 0).state).toBe('asCard');
});

test('behavior: an interval that holds too little is degraded', () => {
  const live = summariseLive(
    card,
    series(
      400,
      () => promised,
      (i) => i % 4 !== 0,
    ),
    0,
  );
  expect(live).toMatchObject({ state: 'degraded', coverage90: 0.75 });
});

test('behavior: few forecasts, or many of one afternoon, say nothing', () => {
  expect(
    summariseLive(
      card,
      series(59, () => 2),
      3,
    ),
  ).toMatchObject({ state: 'tooFew' });
  const oneAfternoon = series(400, () => 2).map((record, i) => ({ ...record, dueAt: 1_760_004_000_000 + i }));
  expect(summariseLive(card, oneAfternoon, 0).state).toBe('tooFew');
  expect(summariseLive(card, [], 0).summary).toContain('too few to say');
});

test('behavior: what could not be scored counts for nothing', () => {
  const voided = series(400, () => 2).map((record) => ({ ...record, outcome: 'void' as const }));
  expect(summariseLive(card, voided, 0)).toMatchObject({ scored: 0, state: 'tooFew', brier: null });
});

const reference = card.reference?.['15m'];
const names = featureNames();
/** One value in the middle of each decile in turn. */
const like = (i: number) =>
  (reference?.edges ?? []).map((line) => line[(i * 7) % 10] ?? (line.at(-1) ?? 0) + 1e-9);
/** Eight days of 15m bars. */
const read = (make: (i: number) => number[], outcome: Partial<ForecastScore> | null = {}) =>
  Array.from({ length: 768 }, (_, i) => testRecord(i, outcome, make(i)));
const unlike = () => names.map(() => 1e6);

test('behavior: rows like the training data do not drift, others do, and the worst feature is named', () => {
  const alike = summariseLive(card, read(like), 0).drift;
  expect(alike).toMatchObject({ drifted: false, limit: reference?.limit });
  const moved = summariseLive(
    card,
    read((i) => like(i).map((value, f) => (f === 3 ? 1e6 : value))),
    0,
  );
  expect(moved.drift).toMatchObject({ drifted: false, worst: names[3] });
  expect(moved.drift?.worstIndex).toBeGreaterThan(2);
});

test('behavior: a market unlike the training data degrades the model, however well it scores', () => {
  const scores = { brier: promised };
  const live = summariseLive(card, read(unlike, scores), 0);
  expect(live).toMatchObject({ state: 'degraded', drift: { drifted: true } });
  expect(live.brier?.worseBy).toBeCloseTo(0, 6);
  expect(live.summary).toMatch(/for 8 days .* unlike the one that it was trained on .* It is degraded/);
  expect(summariseLive(card, read(like, scores), 0).state).toBe('asCard');
  const unscored = read(unlike).map((record) => ({ ...record, outcome: 'void' as const }));
  expect(summariseLive(card, unscored, 0)).toMatchObject({ state: 'degraded', scored: 0 });
});

test('behavior: less than a week is too little to call the market another one', () => {
  expect(summariseLive(card, read(unlike).slice(0, 600), 0).drift).toBeNull();
});
