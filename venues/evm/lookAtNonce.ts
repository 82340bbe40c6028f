import type { BlockHead, EvmNode } from './EvmNode.ts';
import type { EvmLog } from './readTrade.ts';

/** What a block says of a transaction. `fee`: what it cost in wei. */
export type SeenReceipt = {
  hash: string;
  blockHash: string;
  blockNumber: number;
  blockTime: number;
  succeeded: boolean;
  final: boolean;
  fee: bigint;
  logs: readonly EvmLog[];
};

/** What the node shows of the transactions signed for one nonce. */
export type NonceSighting = {
  /** The newest block that nothing takes back. */
  final: BlockHead;
  /** Nonces of the sender that final blocks have used: those below this one. */
  finalCount: number;
  receipt: SeenReceipt | null;
  /** Hashes that the node still has in its pool or in a block. */
  known: ReadonlySet<string>;
};

/** `confirmations`: blocks on top after which a block counts as final; null for what the node calls final. */
export type Finality = { confirmations: number | null };

/**
 * Looks what became of a nonce. Counts are read before receipts, so that a nonce that is seen as used has its receipt
 * by then. Throws `VenueError` when the node could not be asked.
 */
export async function lookAtNonce(
  node: EvmNode,
  { sender, hashes, confirmations }: { sender: string; hashes: readonly string[] } & Finality,
): Promise<NonceSighting> {
  await node.verify();
  const final = await readFinal(node, { confirmations });
  const finalCount = Number(await node.ask('eth_getTransactionCount', [sender, quantity(final.number)]));
  const known = new Set<string>();
  let receipt: SeenReceipt | null = null;
  for (const hash of hashes) {
    const found = await node.ask('eth_getTransactionReceipt', [hash]);
    if (found !== null) receipt = await toReceipt(node, found as RawReceipt, final);
    if (found !== null || (await node.ask('eth_getTransactionByHash', [hash])) !== null) known.add(hash);
  }
  return { final, finalCount, receipt, known };
}

type RawReceipt = {
  transactionHash: string;
  blockHash: string;
  blockNumber: string;
  status: string;
  gasUsed: string;
  effectiveGasPrice: string;
  l1Fee?: string;
  logs: EvmLog[];
};

async function toReceipt(node: EvmNode, raw: RawReceipt, final: BlockHead): Promise<SeenReceipt | null> {
  const block = await node.block(raw.blockNumber);
  // The chain was reorganised between the two questions; the next look sees where it is now.
  if (block?.hash !== raw.blockHash) return null;
  return {
    hash: raw.transactionHash,
    blockHash: raw.blockHash,
    blockNumber: block.number,
    blockTime: block.time,
    succeeded: BigInt(raw.status) === 1n,
    final: block.number <= final.number,
    fee: BigInt(raw.gasUsed) * BigInt(raw.effectiveGasPrice) + BigInt(raw.l1Fee ?? 0),
    logs: raw.logs,
  };
}

/** The newest block that nothing takes back; before there is one, a block before the first. */
export async function readFinal(node: EvmNode, { confirmations }: Finality): Promise<BlockHead> {
  const block =
    confirmations === null
      ? await node.block('finalized')
      : await node.block(
          quantity(Math.max(0, Number(await node.ask('eth_blockNumber', [])) - confirmations)),
        );
  return block ?? { number: -1, hash: '', time: 0 };
}

function quantity(number: number): string {
  return `0x${Math.max(0, number).toString(16)}`;
}
