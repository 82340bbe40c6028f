import { expect, test } from 'vitest';
import { virtualClock } from '../../../test/fixtures/virtualClock.ts';
import { type Handler, text } from '../../http/sourceServer.fixture.ts';
import { farcasterPosts } from './farcasterPosts.ts';
import { askOnce, startPostServer } from './postServer.fixture.ts';

const hash = (n: number) => `0x${String(n).padStart(40, '0')}`;
const cast = (n: number, body: object, type = 'MESSAGE_TYPE_CAST_ADD') => ({
  ...{ hash: hash(n), hashScheme: 'HASH_SCHEME_BLAKE3', signature: 'x', signer: '0x1' },
  data: { type, fid: 2, timestamp: 48_994_466, network: 'FARCASTER_NETWORK_MAINNET', ...body },
});
const add = (n: number, said: string) => cast(n, { castAddBody: { text: said, embeds: [], mentions: [] } });
const page = (...messages: unknown[]) => text(JSON.stringify({ messages, nextPageToken: '' }));

async function ask(routes: Record<string, Handler>, over: { fids?: number[]; channels?: string[] } = {}) {
  await using opened = await startPostServer(virtualClock(), routes);
  const settings = { origin: opened.origin, fids: [2], channels: [], ...over };
  const asked = await askOnce(farcasterPosts(settings, opened.reader));
  return { ...asked, paths: opened.server.seen.map(({ path }) => path) };
}

test('default: casts of accounts and channels, by Farcaster’s own seconds', async () => {
  const routes = { '/v1/castsByFid': page(add(1, 'BTC up')), '/v1/castsByParent': page(add(2, 'ETH down')) };
  const channels = ['https://farcaster.group/eth?a=b&c=d'];
  const { posts, fault, paths } = await ask(routes, { channels });
  expect(fault).toBeUndefined();
  const published = Date.UTC(2021, 0, 1) + 48_994_466_000;
  expect(posts).toEqual([
    { text: 'BTC up', published, link: `https://farcaster.xyz/~/conversations/${hash(1)}` },
    { text: 'ETH down', published, link: `https://farcaster.xyz/~/conversations/${hash(2)}` },
  ]);
  expect(paths.slice(1)).toEqual([
    '/v1/castsByFid?fid=2&pageSize=50&reverse=true',
    '/v1/castsByParent?url=https%3A%2F%2Ffarcaster.group%2Feth%3Fa%3Db%26c%3Dd&pageSize=50&reverse=true',
  ]);
});

test('behavior: what was removed, and what has another shape, is no post', async () => {
  const removed = cast(3, { castRemoveBody: { targetHash: hash(1) } }, 'MESSAGE_TYPE_CAST_REMOVE');
  const evil = { ...add(4, 'x'), hash: '0x/../../evil' };
  const { posts } = await ask({ '/v1/castsByFid': page(removed, evil, add(5, 'kept'), null, 7) });
  expect(posts.map(({ text: said }) => said)).toEqual(['kept']);
});

test.each<[string, string, Handler]>([
  ['HTML', 'source.malformed', text('<html></html>')],
  ['JSON that is cut off', 'source.malformed', text('{"messages":[{"hash":"0x')],
  ['only what has another shape', 'source.malformed', page({ data: {} })],
  ['a hub that fails', 'source.status', text('', {}, 500)],
  ['a cut connection', 'source.unreachable', (request) => request.socket.destroy()],
])('error: %s is %s', async (_name, code, handler) => {
  const { posts, fault } = await ask({ '/v1/castsByFid': handler });
  expect(posts).toEqual([]);
  expect(fault).toMatchObject({ name: 'SourceError', code });
});
