import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Handler, startSourceServer, text } from '../http/sourceServer.fixture.ts';
import { createChainSource } from './createChainSource.ts';
import { type NodeScript, scriptedBlock, startNode } from './node.fixture.ts';

const stranger = '0x00000000000000000000000000000000000000AA';

/** A node of chain 1 whose newest block is told with these hashes, one after the other, and then with the last. */
function blocksOf(hashes: string[]): NodeScript {
  return (method) => {
    if (method === 'eth_chainId') return '0x1';
    if (method === 'eth_getBalance') return '0xde0b6b3a7640000';
    const [hash = 'a'] = hashes;
    if (hashes.length > 1) hashes.shift();
    return scriptedBlock(7, hash);
  };
}

async function balance(script: NodeScript, status?: number) {
  await using node = await startNode(script, status);
  const source = createChainSource({ rpcUrl: node.rpcUrl, chainId: 1 });
  try {
    return await source.balance(stranger);
  } finally {
    source.close();
  }
}

test('default: what was read of a block that stands', async () => {
  expect(await balance(blocksOf(['a']))).toMatchObject({ amount: '1', block: 7 });
});

test('behavior: a block that was replaced under the question is read anew', async () => {
  expect(await balance(blocksOf(['a', 'b']))).toMatchObject({ amount: '1' });
});

test('error: a chain that goes on replacing blocks gives no answer', async () => {
  await expect(balance(blocksOf(['a', 'b', 'c', 'd']))).rejects.toMatchObject({ code: 'chain.reorged' });
});

test.each<[string, NodeScript, number]>([
  ['a server that is busy', () => undefined, 503],
  ['HTML', () => undefined, 200],
  ['a key that is refused', () => undefined, 401],
  ['an answer of another shape', (method) => (method === 'eth_chainId' ? '0x1' : 'soon'), 200],
  ['no block', (method) => (method === 'eth_chainId' ? '0x1' : null), 200],
])(
  'error: %s is no answer, never zero, and the node’s address is not told',
  async (_name, script, status) => {
    const fault = await balance(script, status).catch((cause: unknown) => cause);
    expect(fault).toMatchObject({ name: 'ChainError', code: expect.stringMatching(/unreachable|noBlock/) });
    expect(String(fault)).not.toContain('SECRETKEY');
  },
);

test('error: a token is not called nameless because the node failed', async () => {
  const script: NodeScript = (method, [call]) => {
    if (method !== 'eth_call') return blocksOf(['a'])(method, []);
    // It tells the balance, and fails when it is asked for name and decimals.
    return JSON.stringify(call).includes('0x70a08231') ? `0x${'00'.repeat(31)}05` : undefined;
  };
  await using node = await startNode(script);
  const source = createChainSource({ rpcUrl: node.rpcUrl, chainId: 1 });
  await expect(source.tokenBalance(stranger, stranger)).rejects.toMatchObject({ code: 'chain.unreachable' });
  source.close();
});

const long = JSON.stringify({ jsonrpc: '2.0', id: 1, result: 'x'.repeat(10 * 1024 * 1024) });
const bomb = gzipSync(Buffer.alloc(16 * 1024 * 1024));

test.each<[string, Handler, string, number?]>([
  [
    'an answer in drips',
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    },
    'no whole answer in time',
    300,
  ],
  ['silence', () => {}, 'no whole answer in time', 300],
  ['an answer of ten megabytes', text(long), 'source.tooLarge'],
  [
    'a gzip bomb',
    (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    'source.tooLarge',
  ],
  [
    'packed rubbish',
    (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'),
    'source.broken',
  ],
])('error: %s from a node is no answer', async (_name, handler, reason, timeoutMs = 30_000) => {
  await using server = await startSourceServer({ '/key': handler });
  const source = createChainSource({ rpcUrl: `${server.origin}/key`, chainId: 1, timeoutMs });
  await expect(source.check()).rejects.toMatchObject({
    code: 'chain.unreachable',
    message: `The chain could not be asked: ${reason}.`,
  });
  await source.close();
});

test.each([301, 302, 307, 308])(
  'error: a node’s redirect (%i) to another host is not followed',
  async (status) => {
    await using other = await startNode(blocksOf(['a']));
    await using server = await startSourceServer({ '/key': text('', { location: other.rpcUrl }, status) });
    const source = createChainSource({ rpcUrl: `${server.origin}/key`, chainId: 1 });
    await expect(source.check()).rejects.toMatchObject({
      message: 'The chain could not be asked: the node redirects to another address.',
    });
    await source.close();
  },
);

test('behavior: a name and password in the node’s address are sent as such', async () => {
  const chainId = text(JSON.stringify({ jsonrpc: '2.0', id: 1, result: '0x1' }));
  await using server = await startSourceServer({ '/': chainId });
  const { host } = new URL(server.origin);
  const source = createChainSource({ rpcUrl: `http://me:p%40ss@${host}/`, chainId: 1 });
  await source.check();
  expect(server.seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`);
  await source.close();
});

test('error: the past of an address is not dated by a block of another chain', async () => {
  await using node = await startNode((method, params) =>
    method === 'eth_chainId' ? '0x5' : blocksOf(['a'])(method, params),
  );
  const explorer = { transactions: async () => [], close: async () => {} };
  const source = createChainSource({ rpcUrl: node.rpcUrl, chainId: 1, explorer });
  await expect(source.history(stranger, 5)).rejects.toMatchObject({ code: 'chain.wrongChain' });
  await source.close();
});
