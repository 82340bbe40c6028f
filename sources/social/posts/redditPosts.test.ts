import { expect, test } from 'vitest';
import { virtualClock } from '../../../test/fixtures/virtualClock.ts';
import { type Handler, startSourceServer, text } from '../../http/sourceServer.fixture.ts';
import { askOnce, startPostServer } from './postServer.fixture.ts';
import { redditPosts } from './redditPosts.ts';

const tokenPath = '/api/v1/access_token';
const page = '/r/CryptoCurrency+Bitcoin/new';
const key = { clientId: 'app-id', clientSecret: 'test-secret' };
const grants = (token: string) =>
  text(JSON.stringify({ access_token: token, token_type: 'bearer', expires_in: 3_600, scope: '*' }));
const post = (over: object = {}) => ({
  kind: 't3',
  data: { id: '1abc2d', title: 'BTC holds', selftext: 'Above 60k.', created_utc: 1_780_300_000.0, ...over },
});
const lists = (...children: unknown[]) =>
  text(JSON.stringify({ kind: 'Listing', data: { children } }), {
    ...{ 'x-ratelimit-remaining': '598.0', 'x-ratelimit-used': '2', 'x-ratelimit-reset': '300' },
  });

/** Reddit on loopback: one server hands out tokens, another has the posts. */
async function open(answers: { token?: Handler; posts?: Handler }, clock = virtualClock(1_000_000)) {
  const tokens = await startSourceServer({ [tokenPath]: answers.token ?? grants('token-one') });
  const opened = await startPostServer(clock, { [page]: answers.posts ?? lists(post()) }, [tokens.origin]);
  const subreddits = ['CryptoCurrency', 'Bitcoin'];
  const settings = { ...key, origin: opened.origin, tokenOrigin: tokens.origin, subreddits };
  return {
    ...{ tokens, server: opened.server, fetch: redditPosts(settings, { clock, reader: opened.reader }) },
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await tokens[Symbol.asyncDispose]();
    },
  };
}

test('default: asks for a token with the key, and with it for all subreddits at once', async () => {
  const forms: string[] = [];
  const token: Handler = (request, response) => {
    request.on('data', (chunk) => forms.push(String(chunk)));
    request.on('end', () => grants('token-one')(request, response));
  };
  const posts = lists(post(), post({ id: '9', title: 'ETH', selftext: '[removed]' }), { kind: 't1' });
  await using opened = await open({ token, posts });
  expect(await askOnce(opened.fetch)).toEqual({
    fault: undefined,
    posts: [
      {
        ...{ text: 'BTC holds\n\nAbove 60k.', published: 1_780_300_000 },
        link: 'https://www.reddit.com/comments/1abc2d',
      },
      { text: 'ETH', published: 1_780_300_000, link: 'https://www.reddit.com/comments/9' },
    ],
  });
  expect(forms).toEqual(['grant_type=client_credentials']);
  const basic = Buffer.from('app-id:test-secret').toString('base64');
  expect(opened.tokens.seen.map(({ headers }) => headers.authorization)).toEqual([`Basic ${basic}`]);
  // Neither server is asked for robots.txt, which speaks to those without a key.
  expect(opened.server.seen.map(({ path, headers }) => [path, headers.authorization])).toEqual([
    [`${page}?limit=50&raw_json=1`, 'Bearer token-one'],
  ]);
});

test('behavior: what Reddit still allows is told', async () => {
  await using opened = await open({});
  const budget = await opened.fetch(async () => {});
  expect(budget).toEqual({ remaining: 598, limit: null, resetAt: 1_300_000 });
});

test('behavior: a token is used until its time is nearly over, and a refused one is replaced', async () => {
  const clock = virtualClock(1_000_000);
  await using opened = await open({}, clock);
  await askOnce(opened.fetch);
  await clock.advance(3_500_000);
  await askOnce(opened.fetch);
  expect(opened.tokens.seen).toHaveLength(1);
  await clock.advance(40_000);
  await askOnce(opened.fetch);
  expect(opened.tokens.seen).toHaveLength(2);

  opened.server.routes[page] = text('{"message":"Unauthorized"}', {}, 401);
  expect((await askOnce(opened.fetch)).fault).toMatchObject({ code: 'source.key' });
  opened.server.routes[page] = lists(post());
  opened.tokens.routes[tokenPath] = grants('token-two');
  expect((await askOnce(opened.fetch)).posts).toHaveLength(1);
  expect(opened.server.seen.at(-1)?.headers.authorization).toBe('Bearer token-two');
});

test('error: neither the key nor the token follows a redirect', async () => {
  await using other = await startSourceServer();
  const away = text('', { location: `${other.origin}/a` }, 302);
  for (const answers of [{ token: away }, { posts: away }]) {
    await using opened = await open(answers);
    expect((await askOnce(opened.fetch)).fault).toMatchObject({ code: 'source.status' });
  }
  expect(other.seen).toEqual([]);
});

test.each<[string, string, { token?: Handler; posts?: Handler }]>([
  ['a key that is refused', 'source.key', { token: text('{"error":401}', {}, 401) }],
  ['an error with status 200', 'source.malformed', { token: text('{"error":"unsupported_grant_type"}') }],
  ['HTML for a token', 'source.malformed', { token: text('<html></html>') }],
  ['a token with a line break', 'source.malformed', { token: grants('token\r\nX-Evil: 1') }],
  ['HTML for posts', 'source.malformed', { posts: text('<html></html>') }],
  ['posts cut off', 'source.malformed', { posts: text('{"kind":"Listing","data":{"chil') }],
  ['ids that would lead elsewhere', 'source.malformed', { posts: lists(post({ id: '../u/evil' })) }],
  ['titles of another type', 'source.malformed', { posts: lists(post({ title: { a: 1 } })) }],
  ['subreddits that are closed', 'source.key', { posts: text('', {}, 403) }],
  ['too many requests', 'source.limited', { posts: text('', { 'x-ratelimit-remaining': '0' }, 429) }],
])('error: %s is %s, and the key is in no message', async (_name, code, answers) => {
  await using opened = await open(answers);
  const { posts, fault } = await askOnce(opened.fetch);
  expect(posts).toEqual([]);
  expect(fault).toMatchObject({ name: 'SourceError', code });
  expect(String(fault)).not.toMatch(/test-secret|token-one/);
});
