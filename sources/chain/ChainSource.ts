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
  /**
   * A liquidity pool of the V2 or V3 kind, with its mean price over about so many seconds. Throws `chain.noPool` where
   * the address is none.
   */
  pool(address: string, seconds: number): Promise<ChainPool>;
  /** Addresses by the names that the configuration gives them. */
  readonly addressBook: ReadonlyMap<string, string>;
  /**
   * The newest transactions of an address, from an index of the whole chain. Throws `chain.noExplorer` where none is
   * configured, and `SourceError` where it could not be read.
   */
  history(address: string, limit: number): Promise<ChainHistory>;
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

/** Amounts in coin units; times in epoch ms. `to` is null for one that makes a contract. */
export type ChainHistory = AsOf & {
  address: string;
  transactions: {
    transaction: string;
    block: number;
    at: number;
    from: string;
    to: string | null;
    amount: DecimalString;
    failed: boolean;
  }[];
};

type PoolToken = { token: string; untrustedSymbol: string; decimals: number | null };

/**
 * Prices say how much of the second token one of the first costs; null where a token does not say its decimals, and
 * `meanPrice` also where the pool or the node keeps no past. The present price can be moved by anybody for one block.
 */
export type ChainPool = AsOf & {
  pool: string;
  kind: 'reserves' | 'concentrated';
  token0: PoolToken;
  token1: PoolToken;
  reserve0: DecimalString;
  reserve1: DecimalString;
  price: DecimalString | null;
  meanPrice: DecimalString | null;
  /** What the mean is really over. */
  meanSeconds: number | null;
};

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
