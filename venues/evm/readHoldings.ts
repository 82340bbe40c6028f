import { abi } from './abi.ts';
import { callView } from './callView.ts';
import type { DexMarket } from './DexMarket.ts';
import type { EvmNode } from './EvmNode.ts';
import { type Finality, readFinal } from './lookAtNonce.ts';
import { fromUnits } from './units.ts';

/**
 * What an address holds of each configured token, by symbol, as the newest final block has it: what is traded is booked
 * when it is final, and holdings are compared with the books.
 */
export async function readHoldings(
  node: EvmNode,
  { markets, owner, confirmations }: { markets: Iterable<DexMarket>; owner: string } & Finality,
): Promise<Map<string, string>> {
  await node.verify();
  const final = await readFinal(node, { confirmations });
  const block = `0x${Math.max(0, final.number).toString(16)}`;
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
