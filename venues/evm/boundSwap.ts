import { decimal } from '../../domain/decimal.ts';
import type { DexMarket, UnitPrice } from './DexMarket.ts';
import { divideUp, toUnits } from './units.ts';

export type BoundRequest = {
  side: 'buy' | 'sell';
  /** In base units. */
  quantity: string;
  /** Worst price that was approved, quote for one base; null where there is none. */
  priceCap: string | null;
  /** How far from the reference price the swap may end, as a percentage such as "1". */
  slippagePercent: string;
};

/** In smallest units. `independentOut`: what the reference says should come out for `amountIn`, less the pool's fee. */
export type SwapBounds = { amountIn: bigint; amountOut: bigint; independentOut: bigint };

const million = 1_000_000n;

/**
 * The bounds of a swap, from a price that the pool itself does not set: at most so much in for a buy, at least so much
 * out for a sell. The approved cap counts where it is stricter. Rounded in the account's favour. Pure.
 */
export function boundSwap(market: DexMarket, reference: UnitPrice, request: BoundRequest): SwapBounds {
  const { base, quote, route } = market;
  const { side, quantity, priceCap } = request;
  const kept = million - BigInt(route.feePips);
  const slippage = toUnits(decimal(request.slippagePercent), 4, 'down');
  const exact = toUnits(quantity, base.decimals, 'down');
  const capped = (rounding: 'down' | 'up') =>
    priceCap === null ? null : toUnits(decimal(priceCap).times(quantity), quote.decimals, rounding);
  if (side === 'sell') {
    const independentOut = (exact * reference.quote * kept) / (reference.base * million);
    const least = divideUp(independentOut * (million - slippage), million);
    return { amountIn: exact, amountOut: greater(least, capped('up')), independentOut };
  }
  const fair = divideUp(exact * reference.quote * million, reference.base * kept);
  const most = (fair * (million + slippage)) / million;
  const amountIn = lesser(most, capped('down'));
  const independentOut = (amountIn * reference.base * kept) / (reference.quote * million);
  return { amountIn, amountOut: exact, independentOut };
}

function greater(one: bigint, other: bigint | null): bigint {
  return other !== null && other > one ? other : one;
}

function lesser(one: bigint, other: bigint | null): bigint {
  return other !== null && other < one ? other : one;
}
