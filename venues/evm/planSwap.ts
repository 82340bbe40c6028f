import type { InstrumentId } from '../../domain/ids.ts';
import { VenueError } from '../VenueError.ts';
import { abi } from './abi.ts';
import { boundSwap, type SwapBounds } from './boundSwap.ts';
import { callView } from './callView.ts';
import type { DexMarket, EvmToken } from './DexMarket.ts';
import type { EvmNode } from './EvmNode.ts';
import { type ContractCall, encodeApproval, encodeSwap } from './encodeSwap.ts';
import { pathOf, quoteSwap } from './quoteSwap.ts';
import { readReference } from './readReference.ts';
import { type Simulated, simulateSwap } from './simulateSwap.ts';

export type SwapRequest = {
  instrument: InstrumentId;
  side: 'buy' | 'sell';
  /** In base units. */
  quantity: string;
  /** Worst price that was approved; null where there is none. */
  priceCap: string | null;
  slippagePercent: string;
  /** Block time after which the router refuses (epoch ms). */
  deadline: number;
};

/** A swap that could be signed, with everything that is to be judged about it. Amounts in smallest units. */
export type SwapPlan = SwapBounds &
  NonceCounts & {
    chainId: number;
    /** The address that trades. */
    sender: string;
    router: string;
    tokenIn: EvmToken;
    tokenOut: EvmToken;
    deadline: number;
    /** What the router says of the other amount; null where the pool cannot do it. No bound is taken from it. */
    quoted: bigint | null;
    simulated: Simulated;
    /** What the router may take of `tokenIn` now, before the approval. */
    allowance: bigint;
    swap: ContractCall;
    approval: ContractCall;
  };

/** Asks all that is needed of a swap: bounds from the reference price, the router's quote, and a simulation. */
export async function planSwap(
  node: EvmNode,
  market: DexMarket,
  request: SwapRequest & { sender: string },
): Promise<SwapPlan> {
  await node.verify();
  const { side, sender, deadline } = request;
  const { router } = market.route;
  const [tokenIn, tokenOut] = side === 'buy' ? [market.quote, market.base] : [market.base, market.quote];
  const bounds = boundSwap(market, await readReference(node, market), request);
  const amounts = { side, ...bounds, recipient: sender, deadline };
  const exact = side === 'buy' ? ('out' as const) : ('in' as const);
  const quoted = quoteSwap(node, market, {
    side,
    exact,
    amount: exact === 'out' ? bounds.amountOut : bounds.amountIn,
  }).catch((cause: unknown) => {
    if (cause instanceof VenueError && cause.code === 'evm.reverted') return null;
    throw cause;
  });
  return {
    ...bounds,
    ...{ chainId: node.chainId, sender, router },
    tokenIn,
    tokenOut,
    deadline,
    quoted: await quoted,
    simulated: await simulateSwap(node, market, amounts),
    allowance: await readAllowance(node, { token: tokenIn.address, owner: sender, spender: router }),
    swap: encodeSwap(market, amounts),
    approval: encodeApproval(pathOf(market, side)[0], router, bounds.amountIn),
    ...(await readCounts(node, sender)),
  };
}

/** What `spender` may take of a token from `owner`. */
export async function readAllowance(
  node: EvmNode,
  { token, owner, spender }: { token: string; owner: string; spender: string },
): Promise<bigint> {
  const view = { to: token, name: 'allowance', args: [owner, spender] };
  const [allowance] = await callView(node, abi.erc20, view);
  return BigInt(allowance);
}

export type NonceCounts = { minedCount: number; pendingCount: number };

/** Nonces of an address that blocks have used, and with those in the node's pool. */
export async function readCounts(node: EvmNode, sender: string): Promise<NonceCounts> {
  const count = async (tag: string) => Number(await node.ask('eth_getTransactionCount', [sender, tag]));
  return { minedCount: await count('latest'), pendingCount: await count('pending') };
}
