import { expect, test } from 'vitest';
import { createChainSource } from './createChainSource.ts';
import { scriptedBlock, startNode } from './node.fixture.ts';

const pool = `0x${'c0'.repeat(20)}`;
const word = (value: bigint | number) => BigInt(value).toString(16).padStart(64, '0');

/** A pair of two tokens with 18 decimals, told by a scripted node whose newest block is 7. */
async function read(reservesAt: (block: number) => [bigint, bigint]) {
  await using node = await startNode((method, params) => {
    if (method === 'eth_chainId') return '0x1';
    if (method === 'eth_getBlockByNumber')
      return scriptedBlock(params[0] === 'latest' ? 7 : Number(params[0]), 'a');
    const [call, tag] = params as [{ data: string }, string];
    const [first, second] = reservesAt(tag === 'latest' ? 7 : Number(tag));
    const answers: Record<string, string> = {
      '0x0dfe1681': word(0xaa),
      '0xd21220a7': word(0xbb),
      '0x0902f1ac': word(first) + word(second) + word(1),
      '0x5909c0d5': word(0),
      '0x313ce567': word(18),
    };
    return `0x${answers[call.data.slice(0, 10)] ?? ''}`;
  });
  const source = createChainSource({ rpcUrl: node.rpcUrl, chainId: 1 });
  try {
    return await source.pool(pool, 600);
  } finally {
    await source.close();
  }
}

test('behavior: a pool that was empty a while ago has a price and no mean', async () => {
  const found = await read((block) => (block < 7 ? [0n, 0n] : [10n ** 18n, 2_000n * 10n ** 18n]));
  expect(found).toMatchObject({ price: '2000', meanPrice: null, meanSeconds: null });
});

test('error: a pool that is empty now has no price', async () => {
  await expect(read(() => [0n, 5n])).rejects.toMatchObject({ code: 'chain.emptyPool' });
});
