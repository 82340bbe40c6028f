import { abi } from './abi.ts';
import type { DexMarket } from './DexMarket.ts';
import { pathOf } from './quoteSwap.ts';

/** A call of a contract that sends no coin along. */
export type ContractCall = { to: string; data: string };

export type SwapAmounts = {
  side: 'buy' | 'sell';
  /** What goes in; for a buy the most that may. */
  amountIn: bigint;
  /** What comes out; for a sell the least that may. */
  amountOut: bigint;
  recipient: string;
  /** Block time after which the router refuses (epoch ms). */
  deadline: number;
};

/**
 * The router's call for a swap. A buy receives exactly its amount and a sell gives exactly its amount, as an order's
 * quantity is in base units. On V2 a sell's bound is on what really arrives, which a fee of the token shrinks.
 */
export function encodeSwap(market: DexMarket, amounts: SwapAmounts): ContractCall {
  const { route } = market;
  const { side, amountIn, amountOut, recipient } = amounts;
  const [tokenIn, tokenOut] = pathOf(market, side);
  const deadline = Math.floor(amounts.deadline / 1000);
  if (route.kind === 'v2') {
    const path = [tokenIn, tokenOut];
    const data =
      side === 'sell'
        ? abi.v2Router.encodeFunctionData('swapExactTokensForTokensSupportingFeeOnTransferTokens', [
            ...[amountIn, amountOut, path, recipient, deadline],
          ])
        : abi.v2Router.encodeFunctionData('swapTokensForExactTokens', [
            ...[amountOut, amountIn, path, recipient, deadline],
          ]);
    return { to: route.router, data };
  }
  const head = [tokenIn, tokenOut, route.feePips, recipient, deadline];
  const data =
    side === 'sell'
      ? abi.v3Router.encodeFunctionData('exactInputSingle', [[...head, amountIn, amountOut, 0n]])
      : abi.v3Router.encodeFunctionData('exactOutputSingle', [[...head, amountOut, amountIn, 0n]]);
  return { to: route.router, data };
}

/** Lets `spender` take exactly `amount` of a token; 0 takes the permission back. */
export function encodeApproval(token: string, spender: string, amount: bigint): ContractCall {
  return { to: token, data: abi.erc20.encodeFunctionData('approve', [spender, amount]) };
}
