import type { CcxtBodyReader, CcxtDispatcher } from './CcxtExchange.ts';

/** The part of any ccxt class that reading its past touches. Answers are `unknown`: they come from outside. */
export type CcxtHistory = {
  readonly name: string;
  readonly has: Readonly<Record<string, unknown>>;
  readonly timeframes: Readonly<Record<string, unknown>> | undefined;
  readonly features?: { spot?: { fetchOHLCV?: { limit?: number } | null } | null };
  readonly markets: Readonly<Record<string, unknown>> | undefined;
  /** What ccxt makes of a decimal; `String` keeps its digits. */
  number: (text: string) => unknown;
  enableLastJsonResponse: boolean;
  last_json_response: unknown;
  /** Every fetchOHLCV ends in it; ccxt's own sorts the rows and leaves out what does not fit. */
  parseOHLCVs(rows: unknown, market?: unknown): unknown;
  parseOHLCV(row: unknown, market?: unknown): unknown;
  fetchOHLCV(symbol: string, timeframe: string, since: number, limit: number): Promise<unknown>;
  fetchTime(): Promise<unknown>;
  loadMarkets(reload?: boolean): Promise<unknown>;
  loadFetchImplementation(): Promise<unknown>;
  fetchDispatcher: CcxtDispatcher | undefined;
  undiciBody: CcxtBodyReader;
  close(): Promise<unknown>;
};
