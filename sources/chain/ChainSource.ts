import type { DecimalString } from '../../domain/decimal.ts';

/**
 * Read access to one EVM chain. Every call throws `ChainError` where the node could not be asked, answers for another
 * chain, or answers with something that is no answer.
 */
export interface ChainSource {
  /** Name for people, e.g. `Ethereum (chain 1)`. */
  readonly label: string;
  readonly chainId: number;
  /** Whether the node answers, and for the chain that is configured. */
  check(): Promise<void>;
  balance(address: string): Promise<ChainBalance>;
  gas(): Promise<ChainGas>;
  /** ERC-20 transfers from and to the address in the newest `blocks` blocks, newest first, at most 50. */
  transfers(address: string, blocks: number): Promise<ChainTransfers>;
}

/** Block number and its time (epoch ms) that an answer holds for. */
type AsOf = { block: number; blockTime: number };

export type ChainBalance = AsOf & { address: string; amount: DecimalString; symbol: string };

/** `baseFeeGwei` is null on chains without one. */
export type ChainGas = AsOf & { gasPriceGwei: DecimalString; baseFeeGwei: DecimalString | null };

export type ChainTransfers = AsOf & {
  address: string;
  fromBlock: number;
  toBlock: number;
  /** True where more than the listed ones were found. */
  more: boolean;
  transfers: TokenTransfer[];
};

export type TokenTransfer = {
  block: number;
  transaction: string;
  token: string;
  /** Chosen by whoever made the token: shortened, without control characters, and never to be believed. */
  untrustedSymbol: string;
  direction: 'in' | 'out' | 'self';
  counterparty: string;
  /** In token units where the token says how many decimals it has, otherwise in its smallest unit. */
  amount: DecimalString;
  decimals: number | null;
};
