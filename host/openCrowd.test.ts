import { expect, test } from 'vitest';
import { loadConfig } from '../config/loadConfig.ts';
import { createMemoryDatabase } from '../db/memory/createMemoryDatabase.ts';
import { type Handler, startSourceServer, text } from '../sources/http/sourceServer.fixture.ts';
import { agentDesk } from '../test/fixtures/agentDesk.ts';
import { eventually } from '../test/fixtures/eventually.ts';
import { virtualClock } from '../test/fixtures/virtualClock.ts';
import { openCrowd } from './openCrowd.ts';

const feed = `<rss version="2.0"><channel><title>f</title><item><title>Bitcoin rises</title><link>https://a.example/1</link></item></channel></rss>`;

const { crowd: rest } = loadConfig({ home: '/nonexistent', name: null, overrides: [] });

async function open(routes: Record<string, Handler>) {
  const server = await startSourceServer(routes);
  const { market } = await agentDesk();
  const clock = virtualClock(Date.UTC(2026, 5, 1));
  const { documents } = createMemoryDatabase();
  const lines: string[] = [];
  const note = (_fields: object, message: string) => void lines.push(message);
  const log = { debug() {}, info: note, warn: note, error: note };
  const settings = {
    ...rest,
    ...{ enabled: true, localOrigins: [server.origin], fearAndGreed: { url: null, everyMinutes: 60 } },
    feeds: [{ name: 'A', url: `${server.origin}/feed`, everyMinutes: 10, redirectHosts: [] }],
  };
  const opened = openCrowd(settings, {}, { clock, log, documents, market });
  if (!opened) throw new Error('not opened');
  return { opened, clock, documents, lines, server };
}

test('default: news is kept as documents, and read from there', async () => {
  const { opened, clock, documents, server } = await open({ '/feed': text(feed) });
  await clock.advance(1_000);
  await eventually(() => expect(opened.crowd.sources()[0]?.state).toBe('ok'));
  expect(await documents.find('news', { text: 'bitcoin' })).toHaveLength(1);
  expect(await opened.crowd.news({ kind: 'news', since: 0, limit: 5, asset: 'BTC' })).toMatchObject([
    { untrustedTitle: 'Bitcoin rises', publishedAt: null },
  ]);
  await opened.close();
  await server[Symbol.asyncDispose]();
});

test('behavior: without the internet it starts, closes and is quiet', async () => {
  const { opened, clock, lines, server } = await open({
    '/robots.txt': (request) => request.socket.destroy(),
  });
  await clock.advance(1_000);
  await eventually(() => expect(opened.crowd.sources()[0]?.state).toBe('failing'));
  expect(opened.crowd.sources()[0]?.lastError?.code).toBe('source.unreachable');
  expect(lines).toEqual([]);
  await opened.close();
  await server[Symbol.asyncDispose]();
});

test('behavior: switched off there is nothing', async () => {
  const { market } = await agentDesk();
  const { documents } = createMemoryDatabase();
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const settings = {
    ...rest,
    ...{ enabled: false, localOrigins: [], feeds: [], fearAndGreed: { url: null, everyMinutes: 60 } },
  };
  expect(openCrowd(settings, {}, { clock: virtualClock(), log, documents, market })).toBeNull();
});
