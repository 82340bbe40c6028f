import { expect, test } from 'vitest';
import type { SourceView } from '../../../domain/SourceView.ts';
import { fakeDesk } from '../../testing/fakeDesk.ts';
import { openFakeServer } from '../../testing/openFakeServer.ts';
import { newsItem, state } from '../../testing/samples.ts';

const source = (over: Partial<SourceView>): SourceView => ({
  ...{ id: 'feed:A', name: 'A', kind: 'news', state: 'ok', stale: false, reads: 1, failures: 0 },
  ...{ lastTriedAt: 1, lastOkAt: state.now - 120_000, nextAt: null, newestAt: null, lastError: null },
  ...{ budget: { remaining: 7, limit: 10, resetAt: null }, ...over },
});
const lastError = { code: 'source.slow', message: 'b.example did\u001b[2J not finish.', at: 1 };

test('default: each source with its age and allowance, and why one fails, without control characters', async () => {
  const found = [source({}), source({ name: 'B', state: 'failing', stale: true, lastOkAt: null, lastError })];
  const desk = fakeDesk({ sources: () => ({ enabled: true, sources: found }) });
  await using server = await openFakeServer(desk);
  const { status, out } = await server.run(['sources']);
  expect(status).toBe(0);
  expect(out).toMatch(/A +ok +2 min ago +never +7 of 10\n/);
  expect(out).toMatch(/B +failing, stale +never +never +7 of 10\n/);
  expect(out).toMatch(/\nB: b\.example did.* not finish\.$/);
  expect(out).not.toContain('\u001b');
  expect(JSON.parse((await server.run(['sources', '--json'])).out)).toEqual(desk.sources());
});

test('default: headlines as they came, of one instrument, or what people post', async () => {
  const asked: unknown[] = [];
  const desk = fakeDesk({
    news: async (query) => {
      asked.push(query);
      return { enabled: true, items: [{ ...newsItem, untrustedTitle: 'Bitcoin\u001b[2J rises' }] };
    },
  });
  await using server = await openFakeServer(desk);
  const { out } = await server.run(['news', '--instrument', 'BTC/USDT', '--posts']);
  expect(out).toMatch(
    /checked by nobody:\n\S+Z {2}A {2}BTC\n {2}Bitcoin.* rises\n {2}https:\/\/a\.example\/1$/,
  );
  expect(out).not.toContain('\u001b');
  expect(asked).toEqual([{ kind: 'post', asset: 'BTC', since: 0, limit: 20 }]);
});

test('error: off, quiet, and an instrument that does not exist are told apart', async () => {
  const off = fakeDesk({ news: async () => ({ enabled: false, items: [] }) });
  await using server = await openFakeServer(off);
  expect((await server.run(['news'])).out).toContain('crowd.enabled');
  expect((await server.run(['sources'])).out).toContain('crowd.enabled');
  const quiet = fakeDesk({ news: async () => ({ enabled: true, items: [] }) });
  await using other = await openFakeServer(quiet);
  expect((await other.run(['news'])).out).toContain('countersign sources');
  const unknown = await other.run(['news', '--instrument', 'DOGE/USDT']);
  expect([unknown.status, unknown.out]).toEqual([1, '']);
  expect(unknown.err).toContain('DOGE/USDT');
});
