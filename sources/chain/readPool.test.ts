import { afterAll, describe, expect, test } from 'vitest';
import { attacker, openDexChain } from '../../test/fixtures/evm/openDexChain.ts';
import { createChainSource } from './createChainSource.ts';

const chain = await openDexChain();

describe.skipIf(!chain)('readPool (skipped where no anvil binary is installed)', () => {
  if (!chain) return;
  const { rpcUrl, chainId, v2, v3, usd, gold, routers } = chain;
  const source = createChainSource({ rpcUrl, chainId });
  const pools = {
    reserves: v2.route.kind === 'v2' ? v2.route.pair : '',
    concentrated: v3.route.kind === 'v3' ? v3.route.pool : '',
  };
  afterAll(async () => {
    source.close();
    await chain[Symbol.asyncDispose]();
  });
  /** USD for one GLD, whichever of the two the pool has first. */
  const dollars = (token0: string, price: string | null) =>
    token0.toLowerCase() === gold.address.toLowerCase() ? Number(price) : 1 / Number(price);

  test.each(['reserves', 'concentrated'] as const)(
    'default: what lies in a pool by %s, and its price',
    async (kind) => {
      const found = await source.pool(pools[kind], 600);
      expect(found.kind).toBe(kind);
      const sides = [found.token0, found.token1].map(({ untrustedSymbol, decimals }) => [
        untrustedSymbol,
        decimals,
      ]);
      expect(sides.sort()).toEqual([
        ['GLD', 18],
        ['USD', 6],
      ]);
      expect(dollars(found.token0.token, found.price)).toBeCloseTo(2000, 2);
      expect(dollars(found.token0.token, found.meanPrice)).toBeCloseTo(2000, 0);
      expect(Number(found.meanSeconds)).toBeGreaterThanOrEqual(600);
      const held = [found.reserve0, found.reserve1].map(Number).sort((a, b) => a - b);
      expect(held[0]).toBeCloseTo(1000, 0);
      expect(held[1]).toBeCloseTo(2_000_000, -2);
    },
  );

  test('behavior: a trade moves the price at once and the mean hardly', async () => {
    const amount = 400_000n * 10n ** 6n;
    const far = Math.floor(Date.now() / 1000) + 100_000;
    await chain.send('token', usd.address, ['approve', routers.v2, amount], attacker);
    const path = [usd.address, gold.address];
    await chain.send(
      'v2Router',
      routers.v2,
      ['swapExactTokensForTokens', amount, 0, path, attacker, far],
      attacker,
    );
    const { token0, price, meanPrice } = await source.pool(pools.reserves, 600);
    expect(dollars(token0.token, price)).toBeGreaterThan(2_800);
    expect(dollars(token0.token, meanPrice)).toBeLessThan(2_100);
  });

  test('error: what is no pool, and no contract at all, has no price', async () => {
    await expect(source.pool(usd.address, 600)).rejects.toMatchObject({ code: 'chain.noPool' });
    await expect(source.pool(attacker, 600)).rejects.toMatchObject({ code: 'chain.noPool' });
  });
});
