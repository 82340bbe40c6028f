import { expect, test } from 'vitest';
import { dexSchema } from '../config/dexSchema.ts';
import { chainLabel, toDexSettings } from './openDex.ts';

const at = (digit: string) => `0x${digit.repeat(40)}`;
const reference = { kind: 'v2Pair', pair: at('5') } as const;
const route = { kind: 'v3', router: at('1'), quoter: at('2'), pool: at('3'), feePips: 500 } as const;
const dex = dexSchema.parse({
  label: 'Test DEX',
  tokens: { WETH: { address: at('a'), decimals: 18 }, USDC: { address: at('b'), decimals: 6 } },
  markets: { 'WETH/USDC': { route, reference, quoteSize: '0.1' } },
  coinPrice: { base: 'WETH', quote: 'USDC', reference },
  confirmations: 3,
});
const chain = { rpcUrl: 'http://127.0.0.1:8545', chainId: 31_337, name: null, coin: null };

test('default', () => {
  const base = { symbol: 'WETH', address: at('a'), decimals: 18 };
  const quote = { symbol: 'USDC', address: at('b'), decimals: 6 };
  expect(toDexSettings({ chain, dex })).toEqual({
    ...{ id: 'dex', label: 'Test DEX', coin: 'ETH', confirmations: 3, emergencySlippagePercent: 10 },
    markets: [{ instrument: 'WETH/USDC', base, quote, route, reference, quoteSize: '0.1' }],
    coinMarket: { base, quote, reference },
  });
  const bare = toDexSettings({ chain: { ...chain, coin: 'POL' }, dex: { ...dex, coinPrice: null } });
  expect([bare.coin, bare.coinMarket]).toEqual(['POL', undefined]);
});

test('behavior: a chain is called by its configured name, else by the one that it is known by', () => {
  expect(chainLabel({ ...chain, name: 'My chain' })).toBe('My chain');
  expect(chainLabel(chain)).toBe('local chain 31337');
  expect(chainLabel({ ...chain, chainId: 84_532 })).toBe('Base Sepolia');
  expect(chainLabel({ ...chain, chainId: 5 })).toBe('chain 5');
});
