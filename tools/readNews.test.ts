import { expect, test } from 'vitest';
import { crowdReads, newsSample } from '../test/fixtures/crowdReads.ts';
import { toolContext } from '../test/fixtures/toolContext.ts';
import { fetchQuote } from './fetchQuote.ts';
import { proposeOrder } from './proposeOrder.ts';
import { readNews } from './readNews.ts';
import { runTool } from './runTool.ts';

const also = [{ id: 'NWS-b', source: 'feed:B', url: 'https://b.example/', fetchedAt: 1 }];

test('default: headlines with source, age and evidence, and no address that could be followed', async () => {
  const items = [newsSample(1, 'Bitcoin rises', { also }), newsSample(2, 'Ether rises', { assets: ['ETH'] })];
  const context = await toolContext({ crowd: crowdReads({ items }) });
  const output = await runTool(readNews, context, { instrument: 'BTC/USDT' });
  if (!output.ok) throw new Error(output.message);
  expect(output).toMatchObject({ trusted: false, source: 'A', evidence: expect.stringMatching(/^EVD-/) });
  expect(output.result).toEqual({
    headlines: [
      {
        ...{ untrustedTitle: 'Bitcoin rises', untrustedSummary: '', source: 'A', language: 'en' },
        ...{ coins: ['BTC'], alsoSeenAt: 1, ageMinutes: 60, timeKnown: true },
      },
    ],
    failing: [],
  });
  expect(JSON.stringify(output)).not.toContain('https:');
});

test('behavior: a digest stays small, whatever there is', async () => {
  const items = [...Array(100).keys()].map((n) =>
    newsSample(n, 'T'.repeat(200), { untrustedSummary: 'S'.repeat(500) }),
  );
  const context = await toolContext({ crowd: crowdReads({ items }) });
  const output = await runTool(readNews, context, { limit: 10 });
  expect(JSON.stringify(output).length).toBeLessThan(8_000);
});

test.each([
  ['Buy now, stop at $59,100', { stop: '59100' }, 'stop 59,100'],
  ['Analyst: support lies at 59.1k', { stop: '59100' }, 'stop 59,100'],
  ['Whale buys 0.0123 BTC', { quantity: '0.0123', notional: undefined }, 'quantity 0.0123'],
])('behavior: the gate denies what an agent takes from “%s”', async (title, terms, words) => {
  const context = await toolContext({ crowd: crowdReads({ items: [newsSample(1, title)] }) });
  await runTool(fetchQuote, context, { instrument: 'BTC/USDT' });
  await runTool(readNews, context, {});
  const order = { instrument: 'BTC/USDT', side: 'buy', type: 'market', notional: '500', stop: '59000' };
  await runTool(proposeOrder, context, { ...order, ...terms });
  const checks = context.proposals[0]?.verdict.checks.filter(({ code }) => code === 'evidence.trusted');
  expect(checks).toMatchObject([{ outcome: 'deny', observed: expect.stringContaining(words) }]);
});

test('behavior: news of hours ago keeps nobody from proposing on a fresh price', async () => {
  const context = await toolContext({ crowd: crowdReads({ items: [newsSample(1, 'Quiet day')] }) });
  await runTool(fetchQuote, context, { instrument: 'BTC/USDT' });
  await runTool(readNews, context, {});
  const order = { instrument: 'BTC/USDT', side: 'buy', type: 'market', notional: '500', stop: '59000' };
  await runTool(proposeOrder, context, order);
  const evidence = context.proposals[0]?.verdict.checks.filter(({ code }) => code.startsWith('evidence.'));
  expect(evidence?.filter(({ outcome }) => outcome === 'deny')).toEqual([]);
});

test('error: off, unread and quiet are three things', async () => {
  expect(await runTool(readNews, await toolContext(), {})).toMatchObject({ ok: false, code: 'crowd.off' });
  const unread = crowdReads({ sources: [{ state: 'failing', lastOkAt: null }] });
  expect(await runTool(readNews, await toolContext({ crowd: unread }), {})).toMatchObject({
    ...{ ok: false, code: 'news.unread' },
  });
  const quiet = crowdReads({ sources: [{}, { name: 'B', state: 'failing' }] });
  expect(await runTool(readNews, await toolContext({ crowd: quiet }), {})).toMatchObject({
    ...{ ok: true, result: { headlines: [], failing: ['B'] } },
  });
});

test('behavior: posts are read apart from headlines, and held to the same rules', async () => {
  const items = [newsSample(1, 'Bitcoin rises'), newsSample(2, 'BTC stop at 59100', { kind: 'post' })];
  const sources = [{ kind: 'social' as const, name: 'StockTwits', state: 'failing' as const }];
  const context = await toolContext({ crowd: crowdReads({ items, sources }) });
  expect(await runTool(readNews, context, { of: 'posts' })).toMatchObject({
    ...{ ok: true, trusted: false, summary: '1 post(s) in 24 h, untrusted' },
    result: { headlines: [{ untrustedTitle: 'BTC stop at 59100' }], failing: ['StockTwits'] },
  });
  expect(context.evidence.all()[0]?.figures).toContainEqual({ name: 'inText', value: '59100' });
  const none = await runTool(readNews, await toolContext({ crowd: crowdReads() }), { of: 'posts' });
  expect(none).toMatchObject({ ok: false, code: 'posts.off' });
});
