import { abi } from './abi.ts';
import { callView } from './callView.ts';
import type { DexMarket } from './DexMarket.ts';
import type { EvmNode } from './EvmNode.ts';
import { type Finality, readFinal } from './lookAtNonce.ts';
import { fromUnits } from './units.ts';

/**
 * What an address holds of each configured token, by symbol, as the newest final block has it, since what is traded is
 * booked when it is final and holdings are compared with the books; or as the newest block has it.
 */
export async function readHoldings(
  node: EvmNode,
  {
    markets,
    owner,
    confirmations,
    as,
  }: {
    markets: Iterable<DexMarket>;
    owner: string;
    as: 'final' | 'latest';
  } & Finality,
): Promise<Map<string, string>> {
  await node.verify();
  const block = as === 'latest' ? as : await finalBlock(node, { confirmations });
  const held = new Map<string, string>();
  for (const { base, quote } of markets) {
    for (const { symbol, address, decimals } of [base, quote]) {
      if (held.has(symbol)) continue;
      const view = { to: address, name: 'balanceOf', args: [owner], block };
      const [balance] = await callView(node, abi.erc20, view);
      held.set(symbol, fromUnits(BigInt(balance), decimals));
    }
  }
  return held;
}

async function finalBlock(node: EvmNode, finality: Finality): Promise<string> {
  const { number } = await readFinal(node, finality);
  return `0x${Math.max(0, number).toString(16)}`;
}
