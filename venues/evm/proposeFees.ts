import type { EvmNode } from './EvmNode.ts';

/** Wei per gas as decimal strings (EIP-1559). */
export type EvmFees = { maxFeePerGas: string; maxPriorityFeePerGas: string };

/** Nodes ask for ten percent more on both before they replace; a little above, so that rounding never falls short. */
const outbidPercent = 113n;
const lowestTip = 1_000_000n;

/**
 * Fees that a transaction gets mined with soon: the base fee may double, and the tip is what the node suggests. To
 * replace one it outbids that one in both.
 */
export async function proposeFees(node: EvmNode, outbid?: EvmFees): Promise<EvmFees> {
  const [block, suggested] = await Promise.all([
    node.ask('eth_getBlockByNumber', ['latest', false]),
    node.ask('eth_maxPriorityFeePerGas', []),
  ]);
  const baseFee = BigInt((block as { baseFeePerGas?: string } | null)?.baseFeePerGas ?? 0);
  const tip = larger(BigInt(String(suggested)), lowestTip);
  const higher = (wanted: bigint, than: string | undefined) =>
    than === undefined ? wanted : larger(wanted, (BigInt(than) * outbidPercent) / 100n + 1n);
  const maxPriorityFeePerGas = higher(tip, outbid?.maxPriorityFeePerGas);
  const maxFeePerGas = larger(higher(2n * baseFee + tip, outbid?.maxFeePerGas), maxPriorityFeePerGas);
  return { maxFeePerGas: String(maxFeePerGas), maxPriorityFeePerGas: String(maxPriorityFeePerGas) };
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}
