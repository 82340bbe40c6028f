import { expect, test } from 'vitest';
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
