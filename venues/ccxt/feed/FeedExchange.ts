import type { CcxtBodyReader, CcxtClient, CcxtDispatcher } from '../CcxtExchange.ts';

type Features = {
  spot?: { createOrder?: Record<string, unknown> | null; fetchOHLCV?: { limit?: number } | null } | null;
};

/** The part of any of ccxt's streaming classes that its public data touches. Answers are `unknown`: they come from outside. */
export type FeedExchange = {
  readonly id: string;
  readonly name: string;
  readonly has: Readonly<Record<string, unknown>>;
  readonly timeframes: Readonly<Record<string, unknown>> | undefined;
  readonly features?: Features | undefined;
  readonly precisionMode: number;
  readonly fees?: { trading?: unknown } | undefined;
  readonly requiredCredentials: Readonly<Record<string, boolean>>;
  readonly markets: Readonly<Record<string, unknown>> | undefined;
  readonly urls: { api: Record<string, unknown>; test?: unknown };
  readonly clients: Readonly<Record<string, CcxtClient>>;
  /** Every public trade that came lately, by ccxt's symbol, oldest first. */
  readonly trades: Readonly<Record<string, readonly unknown[] | undefined>>;
  client(url: string): CcxtClient;
  /** Writes to the console unless it is replaced. */
  log(...words: unknown[]): void;
  /** Where ccxt hands every message of every stream. */
  handleMessage(client: CcxtClient, message: unknown): void;
  fetchDispatcher: CcxtDispatcher | undefined;
  undiciBody: CcxtBodyReader;
  loadFetchImplementation(): Promise<unknown>;
  loadHttpProxyAgent(): Promise<unknown>;
  loadMarkets(reload?: boolean): Promise<unknown>;
  fetchTime(): Promise<unknown>;
  fetchTrades(symbol: string): Promise<unknown>;
  fetchOrderBook(symbol: string): Promise<unknown>;
  watchTrades(symbol: string): Promise<unknown>;
  watchOrderBook(symbol: string): Promise<unknown>;
  close(): Promise<unknown>;
};
