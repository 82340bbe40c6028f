import { expect, test } from 'vitest';
import { type Called, confusion, sentimentIntervals, sentimentScores } from './sentimentScores.ts';

const rows: Called[] = [
  { truth: 'positive', called: 'positive' },
  { truth: 'positive', called: 'negative' },
  { truth: 'negative', called: 'unsure' },
  { truth: 'negative', called: 'negative' },
  { truth: 'neutral', called: 'positive' },
];

test('default: by hand', () => {
  const scores = sentimentScores(rows);
  expect(scores).toMatchObject({ accuracy: 0.4, wrongSign: 0.2 });
  expect(scores.perClass.positive).toEqual({ n: 2, precision: 0.5, recall: 0.5, f1: 0.5 });
  expect(scores.perClass.neutral).toEqual({ n: 1, precision: 0, recall: 0, f1: 0 });
  expect(scores.macroF1).toBeCloseTo((0.5 + 0.5 + 0) / 3, 12);
});

test('default: what was called what', () => {
  expect(confusion(rows)).toEqual({
    negative: { negative: 1, neutral: 0, positive: 0, unsure: 1 },
    neutral: { negative: 0, neutral: 0, positive: 1, unsure: 0 },
    positive: { negative: 1, neutral: 0, positive: 1, unsure: 0 },
  });
});

test('behavior: a neutral text called positive has no wrong sign, and neither has an unsure answer', () => {
  expect(sentimentScores([{ truth: 'neutral', called: 'positive' }]).wrongSign).toBe(0);
  expect(sentimentScores([{ truth: 'negative', called: 'unsure' }])).toMatchObject({
    wrongSign: 0,
    accuracy: 0,
  });
});

test('behavior: classes that do not occur do not pull the mean F1 down', () => {
  expect(sentimentScores([{ truth: 'positive', called: 'positive' }]).macroF1).toBe(1);
});

test('behavior: intervals hold the figure, narrow with more texts, and are the same each time', () => {
  const many = Array.from({ length: 40 }, () => rows).flat();
  const [few, wide] = [sentimentIntervals(many), sentimentIntervals(rows)];
  expect(few.accuracy.mean).toBeCloseTo(0.4, 12);
  expect(few.accuracy.low).toBeLessThan(0.4);
  expect(few.accuracy.high).toBeGreaterThan(0.4);
  expect(few.accuracy.high - few.accuracy.low).toBeLessThan(wide.accuracy.high - wide.accuracy.low);
  expect(sentimentIntervals(many)).toEqual(few);
});
