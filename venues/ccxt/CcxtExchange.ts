import type { CcxtAnswer } from './readAnswerBody.ts';

/** A WebSocket connection that ccxt keeps. */
export type CcxtClient = {
  readonly url: string;
  close(): unknown;
  /** The promise of the next message of one kind. */
  future(hash: string): Promise<unknown>;
  /** Dials; at once or after a pause. */
  createConnection(): void;
  send(message: unknown): Promise<unknown>;
  /** Ends the connection for ccxt: whoever waits for one of its messages hears why, and the next one gets a new one. */
  onError(cause: unknown): void;
};

type Params = Readonly<Record<string, unknown>>;
type Call = (params?: Params) => Promise<unknown>;

/**
 * The part of ccxt's Binance class (its streaming variant) that the adapter touches. Answers are `unknown` on
 * purpose: they come from outside and are parsed, with their decimals as the exchange wrote them.
 */
export type CcxtExchange = {
  options: Record<string, unknown>;
  urls: { api: { ws: Record<string, unknown> }; test?: Record<string, unknown> };
  readonly clients: Readonly<Record<string, CcxtClient>>;
  readonly markets: Readonly<Record<string, { info: unknown }>> | undefined;
  fetchDispatcher: CcxtDispatcher | undefined;
  undiciBody: CcxtBodyReader;
  milliseconds(): number;
  /** The connection to an address, made if there is none. */
  client(url: string): CcxtClient;
  /** Where ccxt hands every message of every stream; wrapped to read them before they are parsed. */
  handleMessage(client: CcxtClient, message: unknown): void;
  /** Where every signed REST request goes out. */
  fetch(url: string, method?: string, headers?: unknown, body?: unknown): Promise<unknown>;
  setSandboxMode(enabled: boolean): void;
  loadFetchImplementation(): Promise<unknown>;
  loadHttpProxyAgent(): Promise<unknown>;
  loadMarkets(reload?: boolean): Promise<unknown>;
  authenticate(params?: Params): Promise<unknown>;
  close(): Promise<unknown>;

  publicGetTime: Call;
  publicGetDepth: Call;
  publicGetKlines: Call;
  publicGetTicker24hr: Call;
  privateGetAccount: Call;
  privateGetMyTrades: Call;
  privateGetOpenOrders: Call;
  privateGetOrder: Call;
  privateGetOrderList: Call;
  privatePostOrder: Call;
  privatePostOrderListOco: Call;
  privateDeleteOrder: Call;
  privateDeleteOrderList: Call;

  watchBidsAsks(symbols: readonly string[]): Promise<unknown>;
  watchTickers(symbols: readonly string[], params?: Params): Promise<unknown>;
  watchTradesForSymbols(symbols: readonly string[]): Promise<unknown>;
  watchOHLCVForSymbols(symbolsAndTimeframes: readonly (readonly [string, string])[]): Promise<unknown>;
  watchOrders(): Promise<unknown>;
};

/** Reads the body of an answer, for ccxt to take apart. */
export type CcxtBodyReader = (answer: CcxtAnswer, binary?: boolean) => Promise<unknown>;

/** What our own layer under ccxt's HTTP takes hold of. */
export type CcxtTransport = Pick<CcxtExchange, 'loadFetchImplementation' | 'fetchDispatcher' | 'undiciBody'>;

/** The pool of HTTP connections under ccxt (undici's). */
export type CcxtDispatcher = {
  compose(interceptor: (dispatch: Dispatch) => Dispatch): CcxtDispatcher;
  close(): Promise<void>;
  /** Ends what is under way too. */
  destroy(): Promise<void>;
};
export type Dispatch = (request: DispatchRequest, handler: unknown) => boolean;
export type DispatchRequest = { origin?: string | URL; path: string; method: string };
