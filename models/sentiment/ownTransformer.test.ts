import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evaluateSentiment } from '../evaluation/evaluateSentiment.ts';
import { createSentimentModel } from './createSentimentModel.ts';
import { testTransformer } from './testTransformer.ts';

const labels = ['positive', 'negative', 'neutral'] as const;

test('default: a user’s own ONNX transformer with its tokeniser answers by the labels given', async () => {
  await using own = await testTransformer();
  const model = await createSentimentModel({ transformer: { ...own, labels } });
  const [good, bad, plain, unknown] = await model.score(['GOOD', 'this is bad, bad', 'plainly', 'zzz']);
  expect(good).toMatchObject({ label: 'positive' });
  expect(good?.positive).toBeCloseTo(Math.exp(4) / (Math.exp(4) + 2), 5);
  expect(bad).toMatchObject({ label: 'negative' });
  expect(bad?.negative).toBeCloseTo(Math.exp(8) / (Math.exp(8) + 2), 5);
  expect(plain).toMatchObject({ label: 'neutral' });
  expect(unknown).toMatchObject({ label: 'unsure', confidence: expect.closeTo(1 / 3, 5) });
  await model.close();
});

test('behavior: a text scores the same alone and among others of any length', async () => {
  await using own = await testTransformer();
  const model = await createSentimentModel({ transformer: { ...own, labels } });
  const texts = Array.from(
    { length: 80 },
    (_, i) => `${'zzz '.repeat(i % 13)}${i % 3 === 0 ? 'good' : 'bad'}`,
  );
  const together = await model.score(texts);
  for (const i of [0, 1, 39, 79]) {
    const [alone] = await model.score([texts[i] ?? '']);
    expect(together[i]?.positive).toBeCloseTo(alone?.positive ?? Number.NaN, 5);
  }
  await model.close();
});

test('behavior: text beyond the length is not read', async () => {
  await using own = await testTransformer();
  const model = await createSentimentModel({ transformer: { ...own, labels, maxTokens: 6 } });
  const [cut, read] = await model.score(['zzz zzz zzz zzz good', 'zzz zzz zzz good']);
  expect([cut?.label, read?.label]).toStrictEqual(['unsure', 'positive']);
  await model.close();
});

test('default: evaluation counts accuracy, F1 and wrong signs', async () => {
  await using own = await testTransformer();
  const path = join(own.folder, 'labelled.jsonl');
  const rows = [
    ['good', 'positive'],
    ['good', 'negative'],
    ['bad', 'negative'],
    ['plain', 'neutral'],
    ['plain', 'positive'],
  ];
  await writeFile(path, rows.map(([text, label]) => JSON.stringify({ text, label })).join('\n'));
  const model = await createSentimentModel({ transformer: { ...own, labels } });
  const result = await evaluateSentiment(path, model);
  expect(result).toMatchObject({
    n: 5,
    accuracy: 0.6,
    wrongSign: 0.2,
    unsure: 0,
    likeliest: { accuracy: 0.6, wrongSign: 0.2, unsure: 0 },
    confusion: { negative: { negative: 1, neutral: 0, positive: 1 }, positive: { neutral: 1 } },
  });
  expect(result.perClass.positive).toStrictEqual({ n: 2, precision: 0.5, recall: 0.5, f1: 0.5 });
  expect(result.perClass.negative).toStrictEqual({ n: 2, precision: 1, recall: 0.5, f1: 2 / 3 });
  expect(result.macroF1).toBeCloseTo((0.5 + 2 / 3 + 2 / 3) / 3, 10);
  await writeFile(path, '{"text":"a","label":"positive"}\n{"text":"a","label":"great"}\n');
  await expect(evaluateSentiment(path, model)).rejects.toThrow('line 2');
  await model.close();
});

test('behavior: evaluation counts what the model states, so an unsure answer is not right and has no sign', async () => {
  await using own = await testTransformer();
  const path = join(own.folder, 'doubtful.jsonl');
  const rows = [
    ['good', 'negative'],
    ['zzz', 'positive'],
  ];
  await writeFile(path, rows.map(([text, label]) => JSON.stringify({ text, label })).join('\n'));
  const model = await createSentimentModel({ transformer: { ...own, labels } });
  const result = await evaluateSentiment(path, model);
  await model.close();
  expect(result).toMatchObject({ unsure: 0.5, accuracy: 0, wrongSign: 0.5 });
  expect(result.confusion.positive).toEqual({ negative: 0, neutral: 0, positive: 0, unsure: 1 });
});

test('error: missing files, wrong labels, a file that is no model', async () => {
  await using own = await testTransformer();
  const load = (change: object) => createSentimentModel({ transformer: { ...own, labels, ...change } });
  await expect(load({ model: join(own.folder, 'none.onnx') })).rejects.toMatchObject({
    code: 'modelUnreadable',
  });
  await expect(load({ model: own.tokenizer })).rejects.toMatchObject({ code: 'modelUnreadable' });
  await expect(load({ labels: ['positive', 'negative'] })).rejects.toThrow('labels must name');
  await expect(load({ labels: ['positive', 'positive', 'negative'] })).rejects.toMatchObject({
    code: 'modelMismatch',
  });
});
