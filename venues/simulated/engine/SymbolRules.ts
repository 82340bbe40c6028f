import type { SimulatedSymbol } from '../SimulatedMarket.ts';
import { type Amount, one, toAmount } from './amount.ts';

/** A symbol's trading rules in engine units, with the limits that the venue adds to the market's own. */
export type SymbolRules = {
  tradable: boolean;
  symbol: string;
  base: string;
  quote: string;
  tick: Amount;
  step: Amount;
  minQuantity: Amount;
  maxQuantity: Amount;
  minNotional: Amount;
  maxNotional: Amount;
  /** A price may lie between last × down and last × up. */
  percentUp: Amount;
  percentDown: Amount;
  maxOrders: number;
  maxConditionalOrders: number;
  maxLists: number;
  maxAmendments: number;
};

/** Highest price that the price filter lets through. */
export const maxPrice: Amount = 1_000_000n * one;

/** Throws `RangeError` where tick × step is finer than 10⁻⁸: notionals would not be exact. */
export function symbolRules(symbol: SimulatedSymbol): SymbolRules {
  const tick = toAmount(symbol.priceTick);
  const step = toAmount(symbol.quantityStep);
  if (tick <= 0n || step <= 0n || (tick * step) % one !== 0n) {
    throw new RangeError(
      `${symbol.symbol}: price tick ${symbol.priceTick} times quantity step ${symbol.quantityStep} is finer than 0.00000001`,
    );
  }
  return {
    tradable: symbol.tradable ?? true,
    symbol: symbol.symbol,
    base: symbol.base,
    quote: symbol.quote,
    tick,
    step,
    minQuantity: toAmount(symbol.minQuantity),
    maxQuantity: toAmount(symbol.maxQuantity),
    minNotional: toAmount(symbol.minNotional),
    maxNotional: 9_000_000n * one,
    percentUp: 5n * one,
    percentDown: one / 5n,
    maxOrders: 200,
    maxConditionalOrders: 20,
    maxLists: 20,
    maxAmendments: 10,
  };
}
