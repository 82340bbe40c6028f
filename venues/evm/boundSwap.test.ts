import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instrumentId } from '../../domain/ids.ts';
import { boundSwap } from './boundSwap.ts';
import type { DexMarket } from './DexMarket.ts';

const market: DexMarket = {
  instrument: instrumentId.parse('GLD/USD'),
  base: { symbol: 'GLD', address: `0x${'b1'.repeat(20)}`, decimals: 18 },
  quote: { symbol: 'USD', address: `0x${'c2'.repeat(20)}`, decimals: 6 },
  route: { kind: 'v2', router: `0x${'aa'.repeat(20)}`, pair: `0x${'dd'.repeat(20)}`, feePips: 0 },
  quoteSize: '0.01',
  reference: { kind: 'v2Pair', pair: `0x${'ee'.repeat(20)}` },
};
/** 2000 USD for one. */
const reference = { base: 10n ** 18n, quote: 2_000_000_000n };
const request = { quantity: '0.5', priceCap: null, slippagePercent: '1' };

test('default', () => {
  expect(boundSwap(market, reference, { ...request, side: 'buy' })).toEqual({
    amountIn: 1_010_000_000n,
    amountOut: 5n * 10n ** 17n,
    independentOut: 505n * 10n ** 15n,
  });
  expect(boundSwap(market, reference, { ...request, side: 'sell' })).toEqual({
    amountIn: 5n * 10n ** 17n,
    amountOut: 990_000_000n,
    independentOut: 1_000_000_000n,
  });
});

test('behavior: the approved cap counts where it is stricter', () => {
  expect(boundSwap(market, reference, { ...request, side: 'buy', priceCap: '2010' }).amountIn).toBe(
    1_005_000_000n,
  );
  expect(boundSwap(market, reference, { ...request, side: 'buy', priceCap: '3000' }).amountIn).toBe(
    1_010_000_000n,
  );
  expect(boundSwap(market, reference, { ...request, side: 'sell', priceCap: '1990' }).amountOut).toBe(
    995_000_000n,
  );
  expect(boundSwap(market, reference, { ...request, side: 'sell', priceCap: '1000' }).amountOut).toBe(
    990_000_000n,
  );
});

test('behavior: the pool’s fee is no slippage', () => {
  const dear: DexMarket = { ...market, route: { ...market.route, feePips: 10_000 } };
  expect(boundSwap(dear, reference, { ...request, side: 'sell' })).toMatchObject({
    independentOut: 990_000_000n,
    amountOut: 980_100_000n,
  });
});

test('behavior: no bound is looser than the slippage, whatever the numbers', () => {
  const positive = fc.bigInt({ min: 10n ** 9n, max: 10n ** 30n });
  const properties = fc.property(
    positive,
    positive,
    fc.integer({ min: 0, max: 500 }),
    (base, quote, hundredths) => {
      const slippagePercent = String(hundredths / 100);
      const parts = BigInt(hundredths);
      const sell = boundSwap(market, { base, quote }, { ...request, side: 'sell', slippagePercent });
      expect(sell.amountOut * 10_000n >= sell.independentOut * (10_000n - parts)).toBe(true);
      const buy = boundSwap(market, { base, quote }, { ...request, side: 'buy', slippagePercent });
      const fair = (buy.amountOut * quote + base - 1n) / base;
      expect(buy.amountIn * 10_000n <= fair * (10_000n + parts)).toBe(true);
    },
  );
  fc.assert(properties, { numRuns: 300 });
});
