import { toQuantity } from 'ethers';
import { VenueError } from '../VenueError.ts';
import { abi } from './abi.ts';
import type { DexMarket } from './DexMarket.ts';
import type { EvmNode } from './EvmNode.ts';
import { type ContractCall, encodeApproval, encodeSwap, type SwapAmounts } from './encodeSwap.ts';
import { pathOf } from './quoteSwap.ts';

/** In smallest units, as the account's own balances would change; null where it reverts. */
export type Simulated = {
  /** Gas that the approval and the swap used; null where one reverts. */
  gas: { approval: bigint; swap: bigint } | null;
  /** What would really arrive, after whatever the token takes of it. */
  out: bigint | null;
  /** What selling all of that back at once would give of what went in; null also where nothing was bought. */
  back: bigint | null;
};

type Outcome = { status: string; returnData: string; gasUsed: string };
/** How a balance changed, and the gas of each call. */
type Measured = { change: bigint; gas: bigint[] };

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
  const swapped = await measure(node, owner, { before: [], calls: there, token: tokenOut });
  if (swapped === null) return { out: null, back: null, gas: null };
  const { change: out } = swapped;
  const [approval = 0n, used = 0n] = swapped.gas;
  const gas = { approval, swap: used };
  if (out <= 0n || side === 'sell') return { out, back: null, gas };
  const sale = { ...swap, side: 'sell' as const, amountIn: out, amountOut: 0n };
  const andBack = [encodeApproval(tokenOut, router, out), encodeSwap(market, sale)];
  const returned = await measure(node, owner, { before: there, calls: andBack, token: tokenIn });
  return { out, back: returned?.change ?? null, gas };
}

/** How the owner's balance of a token changes by calls that follow on others; null where one of them reverts. */
async function measure(
  node: EvmNode,
  owner: string,
  { before, calls, token }: { before: ContractCall[]; calls: ContractCall[]; token: string },
): Promise<Measured | null> {
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
  const called = outcomes.slice(before.length + 1, -1);
  return {
    change: at(all.length - 1) - at(before.length),
    gas: called.map(({ gasUsed }) => BigInt(gasUsed)),
  };
}

function readOutcomes(answer: unknown, expected: number): Outcome[] {
  const blocks = Array.isArray(answer) ? answer : [];
  const calls: unknown = blocks[0]?.calls;
  if (Array.isArray(calls) && calls.length === expected) return calls as Outcome[];
  throw new VenueError('evm.unreadable', 'The node answered a simulation with something that is none.');
}
