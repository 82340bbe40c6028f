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
  /** Of an ERC-20 token. Throws `chain.noToken` where the address is none. */
  tokenBalance(token: string, address: string): Promise<TokenBalance>;
  gas(): Promise<ChainGas>;
  /** ERC-20 transfers from and to the address in the newest `blocks` blocks, newest first, at most 50. */
  transfers(address: string, blocks: number): Promise<ChainTransfers>;
  /** What became of a transaction (0x and 64 hex digits). */
  transaction(hash: string): Promise<ChainTransaction>;
}

/** Block number and its time (epoch ms) that an answer holds for. */
type AsOf = { block: number; blockTime: number };

export type ChainBalance = AsOf & { address: string; amount: DecimalString; symbol: string };

/** `amount` in token units where the token says how many decimals it has, otherwise in its smallest unit. */
export type TokenBalance = AsOf & {
  token: string;
  address: string;
  amount: DecimalString;
  untrustedSymbol: string;
  decimals: number | null;
};

/** `unknown`: this node has never seen it, or the chain has dropped it. Amounts in coin units. */
export type ChainTransaction = AsOf & { transaction: string } & (
    | { state: 'unknown' }
    | ({ state: 'pending' } & SentTerms)
    | ({
        state: 'succeeded' | 'failed';
        minedIn: number;
        confirmations: number;
        fee: DecimalString;
      } & SentTerms)
  );

/** `to` is null for one that makes a contract. */
type SentTerms = { from: string; to: string | null; amount: DecimalString; symbol: string };

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
