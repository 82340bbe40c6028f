import type { InstrumentId } from '../../domain/ids.ts';
import type { DexMarket } from './DexMarket.ts';
import type { SignedBytes } from './EvmSigner.ts';
import type { ContractCall } from './encodeSwap.ts';
import type { NonceSighting } from './lookAtNonce.ts';
import type { NonceCounts, SwapPlan, SwapRequest } from './planSwap.ts';
import type { EvmFees } from './proposeFees.ts';
import type { Ladder } from './readLadder.ts';

/**
 * A decentralised exchange on one EVM chain, for one address. It keeps nothing: nonces and what was signed are the
 * caller's to store. Every method throws `VenueError` when the chain could not be asked.
 */
export interface Dex {
  /** Name in config and in proposals. */
  readonly id: string;
  readonly label: string;
  readonly chainId: number;
  /** The address that trades. */
  readonly sender: string;
  /** Unit that gas is paid in. */
  readonly coin: string;
  /** How far below the reference price what has to be sold may be sold, in percent. */
  readonly emergencySlippagePercent: number;
  readonly markets: ReadonlyMap<InstrumentId, DexMarket>;
  /** Checks the chain id, and that every token has the decimals that are configured. */
  check(): Promise<void>;
  plan(request: SwapRequest): Promise<SwapPlan>;
  /** What `spender` may take of a token from the sender, in smallest units. */
  allowance(token: string, spender: string): Promise<bigint>;
  counts(): Promise<NonceCounts>;
  /** The pool as an order book. */
  ladder(instrument: InstrumentId): Promise<Ladder>;
  /** The price that bounds are taken from, quote for one base. */
  referencePrice(instrument: InstrumentId): Promise<string>;
  /** Holdings by symbol: in the newest final block, or in the newest one, which may be taken back. */
  holdings(as?: 'final' | 'latest'): Promise<Map<string, string>>;
  /** Time of the newest block (epoch ms). */
  time(): Promise<number>;
  /** What one unit of the gas coin costs in an instrument's quote currency; null where that is not configured. */
  coinPrice(instrument: InstrumentId): Promise<string | null>;
  fees(outbid?: EvmFees): Promise<EvmFees>;
  sign(transaction: { call: ContractCall; nonce: number; gasLimit: string } & EvmFees): Promise<SignedBytes>;
  /**
   * Hands signed bytes to the node. `refused` is the node's word and proves nothing; a node that is not reached throws,
   * and then it is not known whether it has them.
   */
  broadcast(raw: string): Promise<{ kind: 'taken' } | { kind: 'refused'; reason: string }>;
  look(transactions: { hashes: readonly string[] }): Promise<NonceSighting>;
  close(): void;
}
