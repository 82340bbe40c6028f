import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { virtualClock } from '../../test/fixtures/virtualClock.ts';
import { createHttpReader, type HttpReaderSettings } from './createHttpReader.ts';
import { type Handler, startSourceServer, text } from './sourceServer.fixture.ts';

const accept = 'text/plain';

async function openReader(routes: Record<string, Handler>, settings: Partial<HttpReaderSettings> = {}) {
  const server = await startSourceServer(routes);
  const reader = createHttpReader({
    ...{ clock: virtualClock(), userAgent: 'Countersign', localOrigins: [server.origin], pauseMs: 0 },
    ...settings,
  });
  return {
    server,
    reader,
    read: (path: string, more: object = {}) => reader.read({ url: server.origin + path, accept, ...more }),
    async [Symbol.asyncDispose]() {
      await reader.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

test('default: reads, says who asks, and later asks only for news', async () => {
  const headers = {
    etag: '"1"',
    'last-modified': 'Fri, 02 Jan 2026 03:05:05 GMT',
    'x-ratelimit-remaining': '7',
  };
  await using opened = await openReader({
    '/a': (request, response) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, headers).end('Hello');
    },
  });
  const first = await opened.read('/a');
  if (first.kind !== 'body') throw new Error(first.kind);
  expect(first).toMatchObject({ text: 'Hello', budget: { remaining: 7, limit: null, resetAt: null } });
  expect((await opened.read('/a', { validators: first.validators })).kind).toBe('notModified');
  expect(opened.server.asked('/a')[1]?.headers).toMatchObject({
    ...{ 'user-agent': 'Countersign', accept, 'if-modified-since': headers['last-modified'] },
  });
});

test('behavior: packed answers and other charsets are read', async () => {
  const xml = '<?xml version="1.0" encoding="windows-1252"?><a>caf\u00e9</a>';
  await using opened = await openReader({
    '/gzip': (_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed')),
    '/latin': (_request, response) => response.writeHead(200).end(Buffer.from(xml, 'latin1')),
  });
  expect(await opened.read('/gzip')).toMatchObject({ text: 'packed' });
  expect(await opened.read('/latin')).toMatchObject({ text: xml });
});

test('behavior: robots.txt is asked once and kept to', async () => {
  await using opened = await openReader({
    '/robots.txt': text('User-agent: *\nDisallow: /private\n'),
    '/private/a': text('secret'),
    '/open': text('open'),
  });
  await expect(opened.read('/private/a')).rejects.toMatchObject({ code: 'source.robots' });
  await expect(opened.read('/open')).resolves.toMatchObject({ text: 'open' });
  expect(opened.server.seen.map(({ path }) => path)).toEqual(['/robots.txt', '/open']);
});

test('behavior: a crawl delay keeps requests apart', async () => {
  const clock = virtualClock(0);
  const at: number[] = [];
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  await using opened = await openReader(
    {
      '/robots.txt': text('User-agent: *\nCrawl-delay: 30\n'),
      '/a': (_request, response) => {
        at.push(clock.now());
        response.end('a');
        resolve();
      },
    },
    { clock },
  );
  const first = opened.read('/a');
  await answered;
  await first;
  const second = opened.read('/a');
  await clock.advance(30_000);
  await second;
  expect(at).toEqual([0, 30_000]);
});

test('error: rules that a failing server does not give allow nothing', async () => {
  await using opened = await openReader({ '/robots.txt': text('busy', {}, 500), '/a': text('a') });
  await expect(opened.read('/a')).rejects.toMatchObject({ code: 'source.robotsUnknown' });
  expect(opened.server.asked('/a')).toEqual([]);
});

test('error: too many requests name the time to come back', async () => {
  await using opened = await openReader({ '/a': text('slow down', { 'retry-after': '90' }, 429) });
  await expect(opened.read('/a')).rejects.toMatchObject({
    ...{ code: 'source.limited', retryAt: 1_000_000 + 90_000 },
  });
});

test.each<[string, string, Handler]>([
  ['a body above the limit', 'source.tooLarge', text('x'.repeat(10_000_000))],
  [
    'a gzip bomb',
    'source.tooLarge',
    (_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20_000_000))),
  ],
  [
    'packed data that is cut off',
    'source.truncated',
    (_request, response) =>
      response
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(gzipSync('some text that is long enough to be cut').subarray(0, 25)),
  ],
  [
    'packed data that is none',
    'source.broken',
    (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('plain'),
  ],
  ['packing that was not asked for', 'source.encoding', text('x', { 'content-encoding': 'zstd' })],
  [
    'a connection that ends early',
    'source.broken',
    (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.socket?.end());
    },
  ],
  ['no answer at all', 'source.unreachable', (request) => request.socket.destroy()],
  ['a page that is not there', 'source.status', text('', {}, 404)],
  ['a redirect to another host', 'source.redirect', text('', { location: 'https://example.org/a' }, 302)],
  ['a redirect in a circle', 'source.redirect', text('', { location: '/a' }, 302)],
  ['a redirect to nowhere', 'source.redirect', text('', { location: 'http://' }, 302)],
])('error: %s is %s', async (_name, code, handler) => {
  await using opened = await openReader({ '/a': handler });
  await expect(opened.read('/a')).rejects.toMatchObject({ name: 'SourceError', code });
});

test('behavior: a redirect to a host that is named is followed, by that host’s own rules', async () => {
  await using other = await startSourceServer({ '/b': text('moved') });
  const host = new URL(other.origin).host;
  await using opened = await openReader({ '/a': text('', { location: `${other.origin}/b` }, 301) });
  const reader = createHttpReader({
    ...{ clock: virtualClock(), userAgent: 'Countersign', pauseMs: 0 },
    localOrigins: [opened.server.origin, other.origin],
  });
  const url = `${opened.server.origin}/a`;
  await expect(reader.read({ url, accept })).rejects.toMatchObject({ code: 'source.redirect' });
  await expect(reader.read({ url, accept, redirectHosts: [host] })).resolves.toMatchObject({ text: 'moved' });
  expect(other.asked('/robots.txt')).toHaveLength(1);
  await reader.close();
});

test('error: an answer that drips is given up after ten seconds', async () => {
  const clock = virtualClock();
  const { promise: dripping, resolve } = Promise.withResolvers<void>();
  await using opened = await openReader(
    {
      '/a': (_request, response) => {
        response.writeHead(200);
        response.write('a', () => resolve());
      },
    },
    { clock },
  );
  const answer = expect(opened.read('/a')).rejects.toMatchObject({ code: 'source.slow' });
  await dripping;
  await clock.advance(10_000);
  await answer;
});

test.each([
  ['http://example.org/', 'source.address'],
  ['https://user:word@example.org/', 'source.address'],
  ['https://example.org:8443/', 'source.address'],
  ['https://127.0.0.1/', 'source.privateAddress'],
  ['https://[::1]/', 'source.privateAddress'],
  ['https://169.254.169.254/latest/meta-data', 'source.privateAddress'],
  ['https://2130706433/', 'source.privateAddress'],
  ['https://localhost/', 'source.privateAddress'],
])('error: %s is not asked', async (url, code) => {
  const reader = createHttpReader({ clock: virtualClock(), userAgent: 'Countersign', pauseMs: 0 });
  await expect(reader.read({ url, accept })).rejects.toMatchObject({ name: 'SourceError', code });
  await reader.close();
});
