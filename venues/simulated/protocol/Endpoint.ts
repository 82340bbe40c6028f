import type { BookFeeds } from '../streams/BookFeeds.ts';
import type { ListenKeys } from '../streams/ListenKeys.ts';
import type { VenueExchange } from '../VenueExchange.ts';
import type { ApiKeys } from './ApiKeys.ts';
import type { Params } from './Params.ts';
import type { RateLimiter } from './RateLimiter.ts';

/** What every endpoint works with. */
export type VenueContext = {
  exchange: VenueExchange;
  keys: ApiKeys;
  limiter: RateLimiter;
  books: BookFeeds;
  listenKeys: ListenKeys;
  /** How long what changes orders is on its way (ms). */
  latencyMs: number;
  pause(ms: number): Promise<unknown>;
};

/** One request, authenticated as far as its endpoint asks. `account` is empty for public requests. */
export type ApiCall = { params: Params; account: string };

/** One entry of the API: reachable by REST and, where `ws` names a method, over the WebSocket API. */
export type Endpoint = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  ws?: string;
  weight: number | ((params: Params) => number);
  /** `key`: the API key alone. `signed`: key, timestamp and signature. */
  security: 'none' | 'key' | 'signed';
  /** Counts against the order limits. */
  placesOrder?: boolean;
  /** Parameters that it reads; any other is refused. */
  params: readonly string[];
  handle(context: VenueContext, call: ApiCall): unknown;
};
