import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { instrumentId } from '../../domain/ids.ts';
import { createSentimentModel, type SentimentModel, shippedSentimentFolder } from './createSentimentModel.ts';
import { loadSentimentCard } from './loadSentimentCard.ts';
import { readableText } from './readableText.ts';
import { TransformerClassifier } from './TransformerClassifier.ts';

const fixture = z.object({
  text: z.string(),
  readable: z.string(),
  ids: z.array(z.int()),
  logits: z.array(z.number()).length(3),
});
let model: SentimentModel;

beforeAll(async () => {
  model = await createSentimentModel();
});
afterAll(() => model.close());

test('default: tokens are those of the training, and answers those of its full network, nearly', async () => {
  const { card, onnx, tokenizer } = await loadSentimentCard(shippedSentimentFolder);
  const fixtures = z
    .array(fixture)
    .parse(JSON.parse(await readFile(join(shippedSentimentFolder, 'fixtures.json'), 'utf8')));
  const classifier = await TransformerClassifier.create(onnx, tokenizer, card.maxTokens);
  for (const { text, readable, ids, logits } of fixtures) {
    expect(readableText(text)).toBe(readable);
    expect(classifier.tokenIds(readable)).toStrictEqual(ids);
    const [row = []] = await classifier.classify([readable]);
    const total = logits.reduce((sum, value) => sum + Math.exp(value), 0);
    for (const [i, value] of logits.entries()) expect(row[i]).toBeCloseTo(Math.exp(value) / total, 1.5);
  }
  expect(fixtures.length).toBeGreaterThan(5);
  await classifier.release();
});

test.each<[string, 'positive' | 'negative']>([
  ['Bitcoin surges 9% as record inflows hit spot ETFs', 'positive'],
  ['Exchange halts withdrawals after $80 million hack', 'negative'],
  ['not bearish anymore, buying again', 'positive'],
  ['BTC down 3% after being up 10%', 'negative'],
  ['ETH up 4% after being down 9%', 'positive'],
  ['Great, another outage. Truly the future of finance 🙄', 'negative'],
  ['this coin is not a scam, i withdrew twice without trouble', 'positive'],
  ['Operating profit fell to EUR 3.1 mn from EUR 5.2 mn a year earlier', 'negative'],
])('behavior: %s is %s', async (text, label) => {
  const [score] = await model.score([text]);
  expect(score?.label).toBe(label);
  expect((score?.negative ?? 0) + (score?.neutral ?? 0) + (score?.positive ?? 0)).toBeCloseTo(1, 5);
});

test('behavior: what has nothing to do with markets is unsure, not neutral', async () => {
  const texts = ['qwe zxc rty fgh vbn', 'Der Hund schläft auf dem Sofa.', 'Il fait beau aujourd’hui'];
  const scores = await model.score(texts);
  expect(scores.map((score) => score.label)).toStrictEqual(['unsure', 'unsure', 'unsure']);
});

test('behavior: the instruments a text speaks of come with it', async () => {
  const known = ['BTC/USDT', 'ETH/USDT'].map((id) => instrumentId.parse(id));
  const [score] = await model.score(['Ether gains as bitcoin stalls'], known);
  expect(score?.instruments).toStrictEqual(known);
});

test('behavior: nothing to score is nothing scored', async () => {
  expect(await model.score([])).toStrictEqual([]);
});

test('error: a network or tokeniser that does not match the card refuses the model', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sentiment-'));
  try {
    await cp(shippedSentimentFolder, folder, { recursive: true });
    await writeFile(join(folder, 'tokenizer.json'), '{}');
    await expect(createSentimentModel({ folder })).rejects.toMatchObject({ code: 'modelMismatch' });
    await rm(join(folder, 'tokenizer.json'));
    await expect(createSentimentModel({ folder })).rejects.toMatchObject({ code: 'modelUnreadable' });
    await writeFile(join(folder, 'card.json'), '{"name":"x"}');
    await expect(createSentimentModel({ folder })).rejects.toMatchObject({ code: 'modelUnreadable' });
  } finally {
    await rm(folder, { recursive: true });
  }
});
