import { expect, test } from 'vitest';
import { type SentimentAnswer, summariseSentiment } from './summariseSentiment.ts';

const said = (negative: number, positive: number) => ({
  ...{ negative, positive },
  neutral: 1 - negative - positive,
});
const answers: SentimentAnswer[] = [
  { truth: 'positive', said: said(0.1, 0.8), stated: 'positive' },
  { truth: 'positive', said: said(0.6, 0.32), stated: 'unsure' },
  { truth: 'negative', said: said(0.22, 0.7), stated: 'positive' },
  { truth: 'neutral', said: said(0.1, 0.1), stated: 'neutral' },
];

test('default: what is stated counts; an unsure answer is not right and has no sign', () => {
  const summary = summariseSentiment(answers);
  expect(summary).toMatchObject({ n: 4, accuracy: 0.5, wrongSign: 0.25, unsure: 0.25 });
  expect(summary.likeliest).toMatchObject({ accuracy: 0.5, wrongSign: 0.5, unsure: 0 });
  expect(summary.confusion).toEqual({
    negative: { negative: 0, neutral: 0, positive: 1, unsure: 0 },
    neutral: { negative: 0, neutral: 1, positive: 0, unsure: 0 },
    positive: { negative: 0, neutral: 0, positive: 1, unsure: 1 },
  });
});

test('behavior: the lower the limit on the opposite sign, the fewer wrong signs and the more unsure', () => {
  const at = (limit: number) =>
    summariseSentiment(answers).tradeOff.find((one) => one.mostOpposite === limit);
  expect(at(0.5)).toMatchObject({ wrongSign: 0.5, unsure: 0 });
  expect(at(0.3)).toMatchObject({ wrongSign: 0.25, unsure: 0.25 });
  expect(at(0.2)).toMatchObject({ wrongSign: 0, unsure: 0.5, accuracy: 0.5 });
});
