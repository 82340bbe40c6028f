import { expect, test } from 'vitest';
import { createSentimentModel } from '../models/sentiment/createSentimentModel.ts';
import { testTransformer } from '../models/sentiment/testTransformer.ts';
import { sentimentSource } from './sentimentSource.ts';

test('default: nothing named is the shipped model; a folder is that folder', () => {
  expect(sentimentSource({ folder: null, transformer: null })).toEqual({});
  expect(sentimentSource({ folder: '/mine', transformer: null })).toEqual({ folder: '/mine' });
});

test('behavior: a transformer of the configuration answers with its own labels and threshold', async () => {
  await using own = await testTransformer();
  const { model: file, tokenizer } = own;
  const model = await createSentimentModel(
    sentimentSource({
      folder: null,
      transformer: {
        model: file,
        tokenizer,
        labels: ['positive', 'negative', 'neutral'],
        mostOpposite: 0.01,
      },
    }),
  );
  const [good, very] = await model.score(['good', 'good good good']);
  expect(good).toMatchObject({ label: 'unsure', positive: expect.closeTo(0.96, 1) });
  expect(very).toMatchObject({ label: 'positive' });
  await model.close();
});
