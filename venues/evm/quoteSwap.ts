import { abi } from './abi.ts';
import { callView } from './callView.ts';
import type { DexMarket } from './DexMarket.ts';
import type { EvmNode } from './EvmNode.ts';

/** `spend`: the most that may go in is known and the least out is asked; `receive`: the other way round. */
export type QuoteRequest = {
  side: 'buy' | 'sell';
  exact: 'in' | 'out';
  /** Of the token that `exact` names, in its smallest units. */
  amount: bigint;
};

/**
 * What the router or the pool's quoter says of a swap as the pool stands: the amount of the other token. It is no bound:
 * whoever moves the pool before the swap moves this as well.
 *
 * @throws VenueError `evm.reverted` where the pool cannot do it.
 */
export async function quoteSwap(node: EvmNode, market: DexMarket, request: QuoteRequest): Promise<bigint> {
  const { route } = market;
  const [tokenIn, tokenOut] = pathOf(market, request.side);
  const { exact, amount } = request;
  if (route.kind === 'v2') {
    const name = exact === 'in' ? 'getAmountsOut' : 'getAmountsIn';
    const args = [amount, [tokenIn, tokenOut]];
    const [amounts] = await callView(node, abi.v2Router, { to: route.router, name, args });
    return BigInt(exact === 'in' ? amounts[1] : amounts[0]);
  }
  const name = exact === 'in' ? 'quoteExactInputSingle' : 'quoteExactOutputSingle';
  const args = [[tokenIn, tokenOut, amount, route.feePips, 0n]];
  const [other] = await callView(node, abi.v3Quoter, { to: route.quoter, name, args });
  return BigInt(other);
}

/** Addresses of what goes in and what comes out. */
export function pathOf(
  { base, quote }: Pick<DexMarket, 'base' | 'quote'>,
  side: 'buy' | 'sell',
): [string, string] {
  return side === 'buy' ? [quote.address, base.address] : [base.address, quote.address];
}
