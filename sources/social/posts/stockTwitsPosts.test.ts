import { expect, test } from 'vitest';
import { virtualClock } from '../../../test/fixtures/virtualClock.ts';
import { type Handler, text } from '../../http/sourceServer.fixture.ts';
import { askOnce, startPostServer } from './postServer.fixture.ts';
import { stockTwitsPosts } from './stockTwitsPosts.ts';

const message = (id: number, body: string) => ({
  ...{ id, body, created_at: '2026-06-01T10:00:00Z', user: { id: 1, username: 'trader_1' } },
  symbols: [{ symbol: 'BTC.X' }],
});
const page = (...messages: unknown[]) => text(JSON.stringify({ response: { status: 200 }, messages }));
const path = (asset: string) => `/api/2/streams/symbol/${asset}.X.json`;

async function ask(routes: Record<string, Handler>, assets = ['BTC']) {
  await using opened = await startPostServer(virtualClock(), routes);
  return await askOnce(stockTwitsPosts({ origin: opened.origin, assets }, opened.reader));
}

test('default: the messages of each coin, with their own address and time', async () => {
  const { posts, fault } = await ask({ [path('BTC')]: page(message(7, '$BTC.X up')) });
  expect(fault).toBeUndefined();
  expect(posts).toEqual([
    {
      ...{ text: '$BTC.X up', published: '2026-06-01T10:00:00Z' },
      link: 'https://stocktwits.com/trader_1/message/7',
    },
  ]);
});

test('behavior: a fault of a later coin does not lose an earlier one', async () => {
  const routes = { [path('BTC')]: page(message(7, 'a')), [path('ETH')]: text('', {}, 500) };
  const { posts, fault } = await ask(routes, ['BTC', 'ETH']);
  expect(posts).toHaveLength(1);
  expect(fault).toMatchObject({ code: 'source.status' });
});

test('behavior: a coin that it does not know is passed over; where it knows none, the source fails', async () => {
  const routes = { [path('ETH')]: page(message(7, 'a')) };
  const { posts, fault } = await ask(routes, ['MOVE', 'ETH', 'ME']);
  expect([posts.length, fault]).toEqual([1, undefined]);
  expect((await ask({}, ['MOVE', 'ME'])).fault).toMatchObject({ code: 'source.status' });
});

test('behavior: what has another shape is left out, and names cannot lead elsewhere', async () => {
  const evil = { ...message(8, 'b'), user: { username: '../../evil.example/' } };
  const { posts } = await ask({ [path('BTC')]: page(message(7, 'a'), evil, null, { id: 'x' }, 5) });
  expect(posts.map(({ text: said }) => said)).toEqual(['a']);
});

test('behavior: its robots.txt is kept to', async () => {
  const routes = { '/robots.txt': text('User-agent: *\nDisallow: /\n'), [path('BTC')]: page() };
  expect((await ask(routes)).fault).toMatchObject({ code: 'source.robots' });
});

test.each<[string, string, Handler]>([
  ['HTML', 'source.malformed', text('<html>Just a moment</html>')],
  ['JSON that is cut off', 'source.malformed', text('{"messages":[{"id":7,"bo')],
  ['no list', 'source.malformed', text('{"messages":{}}')],
  ['only what has another shape', 'source.malformed', page({ id: '7' }, null)],
  ['too often', 'source.limited', text('', { 'retry-after': '90' }, 429)],
  ['10 MB', 'source.tooLarge', text('{"messages":["'.padEnd(10_000_000, 'x'))],
  ['another host', 'source.redirect', text('', { location: 'https://evil.example/' }, 302)],
])('error: %s is %s, and nothing is taken', async (_name, code, handler) => {
  const { posts, fault } = await ask({ [path('BTC')]: handler });
  expect(posts).toEqual([]);
  expect(fault).toMatchObject({ name: 'SourceError', code });
});
