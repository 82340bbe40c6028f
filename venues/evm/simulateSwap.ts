import { toQuantity } from 'ethers';
import { VenueError } from '../VenueError.ts';
import { abi } from './abi.ts';
import type { DexMarket } from './DexMarket.ts';
import type { EvmNode } from './EvmNode.ts';
import { type ContractCall, encodeApproval, encodeSwap, type SwapAmounts } from './encodeSwap.ts';
import { pathOf } from './quoteSwap.ts';

/** In smallest units, as the account's own balances would change; null where it reverts. */
export type Simulated = {
  /** What would really arrive, after whatever the token takes of it. */
  out: bigint | null;
  /** What selling all of that back at once would give of what went in; null also where nothing was bought. */
  back: bigint | null;
};

type Outcome = { status: string; returnData: string };

/**
 * Performs a swap, and for a buy its way back, on the chain as it stands without sending anything (`eth_simulateV1`).
 * Finds tokens that take a fee on transfers and tokens that cannot be sold.
 *
 * @throws VenueError `evm.refused` where the node cannot simulate.
 */
export async function simulateSwap(node: EvmNode, market: DexMarket, swap: SwapAmounts): Promise<Simulated> {
  const { recipient: owner, side } = swap;
  const [tokenIn, tokenOut] = pathOf(market, side);
  const { router } = market.route;
  const there = [encodeApproval(tokenIn, router, swap.amountIn), encodeSwap(market, swap)];
  const out = await measure(node, owner, { before: [], calls: there, token: tokenOut });
  if (out === null || out <= 0n || side === 'sell') return { out, back: null };
  const sale = { ...swap, side: 'sell' as const, amountIn: out, amountOut: 0n };
  const andBack = [encodeApproval(tokenOut, router, out), encodeSwap(market, sale)];
  return { out, back: await measure(node, owner, { before: there, calls: andBack, token: tokenIn }) };
}

/** How the owner's balance of a token changes by calls that follow on others; null where one of them reverts. */
async function measure(
  node: EvmNode,
  owner: string,
  { before, calls, token }: { before: ContractCall[]; calls: ContractCall[]; token: string },
): Promise<bigint | null> {
  const balance = { to: token, data: abi.erc20.encodeFunctionData('balanceOf', [owner]) };
  const all = [...before, balance, ...calls, balance];
  const answer = await node.ask('eth_simulateV1', [
    { blockStateCalls: [{ calls: all.map((call) => ({ from: owner, ...call })) }], validation: false },
    'latest',
  ]);
  const outcomes = readOutcomes(answer, all.length);
  if (outcomes.some(({ status }) => status !== toQuantity(1))) return null;
  const at = (index: number): bigint => {
    const [value] = abi.erc20.decodeFunctionResult('balanceOf', outcomes[index]?.returnData ?? '0x');
    return BigInt(value);
  };
  return at(all.length - 1) - at(before.length);
}

function readOutcomes(answer: unknown, expected: number): Outcome[] {
  const blocks = Array.isArray(answer) ? answer : [];
  const calls: unknown = blocks[0]?.calls;
  if (Array.isArray(calls) && calls.length === expected) return calls as Outcome[];
  throw new VenueError('evm.unreadable', 'The node answered a simulation with something that is none.');
}
