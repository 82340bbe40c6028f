import { expect, test } from 'vitest';
import { virtualClock } from '../../../test/fixtures/virtualClock.ts';
import { type Handler, startSourceServer, text } from '../../http/sourceServer.fixture.ts';
import { askOnce, startPostServer } from './postServer.fixture.ts';
import { xPosts } from './xPosts.ts';

const path = '/2/tweets/search/recent';
const bearerToken = 'test-bearer';
const answer = (data: unknown[] | undefined, meta: object) => text(JSON.stringify({ data, meta }));
const post = { id: '12', text: '#BTC up', created_at: '2026-06-01T10:00:00.000Z', lang: 'en' };
const settings = { bearerToken, query: null, assets: ['BTC', 'ETH'] };

test('default: asks with the key for the coins’ hashtags, and later only for what came since', async () => {
  await using opened = await startPostServer(virtualClock(), {
    [path]: answer([post], { newest_id: '12', result_count: 1 }),
  });
  const fetch = xPosts({ ...settings, origin: opened.origin }, opened.reader);
  expect((await askOnce(fetch)).posts).toEqual([
    {
      ...{ text: '#BTC up', published: '2026-06-01T10:00:00.000Z', language: 'en' },
      link: 'https://x.com/i/status/12',
    },
  ]);
  opened.server.routes[path] = answer(undefined, { result_count: 0 });
  expect(await askOnce(fetch)).toEqual({ posts: [], fault: undefined });
  const asked = opened.server.seen.map(({ path: url }) => new URL(url, opened.origin).searchParams);
  expect(asked.map((parameters) => [parameters.get('query'), parameters.get('since_id')])).toEqual([
    ['(#BTC OR #ETH) -is:retweet', null],
    ['(#BTC OR #ETH) -is:retweet', '12'],
  ]);
  expect(opened.server.seen[0]?.headers.authorization).toBe('Bearer test-bearer');
});

test('behavior: what could not be kept is asked for again', async () => {
  await using opened = await startPostServer(virtualClock(), {
    [path]: answer([post], { newest_id: '12', result_count: 1 }),
  });
  const fetch = xPosts({ ...settings, query: 'bitcoin', origin: opened.origin }, opened.reader);
  const full = async () => Promise.reject(new Error('disk full'));
  await expect(fetch(full)).rejects.toThrow('disk full');
  await askOnce(fetch);
  expect(opened.server.seen.map(({ path: url }) => url.includes('since_id'))).toEqual([false, false]);
});

test('error: the key follows no redirect, not even to a path of the same host', async () => {
  await using other = await startSourceServer();
  await using opened = await startPostServer(virtualClock(), {
    [path]: text('', { location: `${other.origin}/a` }, 307),
  });
  const fetch = xPosts({ ...settings, origin: opened.origin }, opened.reader);
  expect((await askOnce(fetch)).fault).toMatchObject({ code: 'source.status' });
  expect(other.seen).toEqual([]);
});

test('error: a used-up allowance says when it is anew', async () => {
  const headers = { 'x-rate-limit-limit': '60', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '1900' };
  await using opened = await startPostServer(virtualClock(), { [path]: text('', headers, 429) });
  const { fault } = await askOnce(xPosts({ ...settings, origin: opened.origin }, opened.reader));
  expect(fault).toMatchObject({ code: 'source.limited', retryAt: 1_000_000 + 1_900_000 });
});

test.each<[string, string, Handler]>([
  ['a key that is refused', 'source.key', text('{"title":"Unauthorized"}', {}, 401)],
  ['a key without the right', 'source.key', text('', {}, 403)],
  ['HTML', 'source.malformed', text('<html></html>')],
  ['JSON that is cut off', 'source.malformed', text('{"data":[{"id":"1')],
  ['numbers for ids', 'source.malformed', answer([{ ...post, id: 12 }], { result_count: 1 })],
  ['errors alone', 'source.malformed', text('{"errors":[{"message":"bad query"}]}')],
])('error: %s is %s, and the key is in no message', async (_name, code, handler) => {
  await using opened = await startPostServer(virtualClock(), { [path]: handler });
  const { posts, fault } = await askOnce(xPosts({ ...settings, origin: opened.origin }, opened.reader));
  expect(posts).toEqual([]);
  expect(fault).toMatchObject({ name: 'SourceError', code });
  expect(String(fault)).not.toContain(bearerToken);
});
