import { expect, test } from 'vitest';
import { createSentimentModel } from '../models/sentiment/createSentimentModel.ts';
import { crowdReads, newsSample } from '../test/fixtures/crowdReads.ts';
import { toolContext } from '../test/fixtures/toolContext.ts';
import { readMood } from './readMood.ts';
import { runTool } from './runTool.ts';

const items = [
  newsSample(1, 'Bitcoin surges 9% as record inflows hit spot ETFs'),
  newsSample(2, 'Exchange halts withdrawals after $80 million hack', { source: 'feed:B' }),
  newsSample(3, 'Bitcoin climbs to a record as buyers return'),
  newsSample(4, 'Der Kurs steigt', { language: 'de' }),
];

test('default: the shipped model counts moods, with its caveat, and says what it left out', async () => {
  const model = await createSentimentModel();
  const crowd = crowdReads({ items, sentiment: async () => model });
  const output = await runTool(readMood, await toolContext({ crowd }), { instrument: 'BTC/USDT' });
  await model.close();
  if (!output.ok) throw new Error(output.message);
  expect(output).toMatchObject({ trusted: false, source: `${model.name} ${model.version}` });
  expect(output.result).toMatchObject({
    ...{ texts: 3, positive: 2, negative: 1, neutral: 0, unsure: 0, balance: '0.33', sources: 2, leftOut: 1 },
    caveat: model.caveat,
  });
});

test('error: too few texts are no mood, and no model is asked', async () => {
  const context = await toolContext({ crowd: crowdReads({ items: items.slice(1) }) });
  expect(await runTool(readMood, context, { instrument: 'BTC/USDT' })).toMatchObject({
    ...{ ok: false, code: 'mood.tooFew' },
  });
});

test('error: a model that cannot be loaded is no mood', async () => {
  const context = await toolContext({ crowd: crowdReads({ items }) });
  expect(await runTool(readMood, context, { instrument: 'BTC/USDT' })).toMatchObject({
    ...{ ok: false, code: 'tool.failed' },
  });
});
