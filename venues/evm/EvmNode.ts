/** What a node answered a call of a contract with. */
export type CallAnswer = { kind: 'returned'; data: string } | { kind: 'reverted'; reason: string };

/** A block's number, hash and time (epoch ms). */
export type BlockHead = { number: number; hash: string; time: number };

/**
 * One EVM node. Every method throws `VenueError` when the node could not be asked or serves another chain than the
 * configured one: `evm.unreachable`, `evm.wrongChain`, `evm.refused` for an answer that is an error.
 */
export interface EvmNode {
  readonly chainId: number;
  /** Asks the node which chain it serves. Nothing else checks it, so everything that counts asks this first. */
  verify(): Promise<void>;
  /** A JSON-RPC method as it is. */
  ask(method: string, params: readonly unknown[]): Promise<unknown>;
  /** Calls a contract without a transaction; a revert is an answer. */
  call(call: { to: string; data: string; from?: string }, block?: string): Promise<CallAnswer>;
  /** Null where the node has no such block. */
  block(tag: string): Promise<BlockHead | null>;
  close(): void;
}
