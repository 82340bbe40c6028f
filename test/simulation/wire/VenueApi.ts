import { apiKeys } from '../../../venues/simulated/protocol/ApiKeys.ts';
import { signedPayload } from '../../../venues/simulated/protocol/authenticate.ts';
import { callEndpoint, toRejection } from '../../../venues/simulated/protocol/callEndpoint.ts';
import type { VenueContext } from '../../../venues/simulated/protocol/Endpoint.ts';
import { endpoints } from '../../../venues/simulated/protocol/endpoints/endpoints.ts';
import { parseParams } from '../../../venues/simulated/protocol/Params.ts';
import { defaultRateLimits, RateLimiter } from '../../../venues/simulated/protocol/RateLimiter.ts';
import { AccountStreams } from '../../../venues/simulated/streams/AccountStreams.ts';
import { BookFeeds } from '../../../venues/simulated/streams/BookFeeds.ts';
import { connectApi } from '../../../venues/simulated/streams/connectApi.ts';
import { connectMarket } from '../../../venues/simulated/streams/connectMarket.ts';
import { ListenKeys } from '../../../venues/simulated/streams/ListenKeys.ts';
import { MarketStreams } from '../../../venues/simulated/streams/MarketStreams.ts';
import type { StreamClient } from '../../../venues/simulated/streams/StreamClient.ts';
import type { SimulatedExchange } from '../exchange/SimulatedExchange.ts';
import { mainAccount } from '../exchange/toEngineOrders.ts';

/** The desk's keys at the exchange. */
export const credentials = { apiKey: 'simulation', secret: 'simulation' };

/** A request as it lies on the wire. */
export type WireRequest = { method: string; url: string; headers: Record<string, string>; body: string };
export type WireAnswer = { status: number; text: string };

/** The protocol of the simulated venue in front of the simulation's exchange, without a socket. */
export class VenueApi {
  readonly #context: VenueContext;
  readonly #accounts: AccountStreams;
  readonly #market: MarketStreams;
  readonly #onFault: (error: unknown) => void;

  constructor(exchange: SimulatedExchange, onFault: (error: unknown) => void) {
    const { venue } = exchange;
    this.#onFault = onFault;
    this.#context = {
      exchange: venue,
      keys: apiKeys([{ key: credentials.apiKey, secret: credentials.secret, account: mainAccount }]),
      limiter: new RateLimiter(defaultRateLimits),
      books: new BookFeeds(venue),
      listenKeys: new ListenKeys(),
      // The wire has its own.
      latencyMs: 0,
      pause: () => Promise.resolve(),
    };
    this.#accounts = new AccountStreams(this.#context);
    this.#market = new MarketStreams(this.#context);
    venue.listen({
      onTicks: (ticks) => this.#market.onTicks(ticks),
      onChanges: (changes) => this.#accounts.onChanges(changes),
    });
    // A market that does not trade any more is told of all the same.
    exchange.listen({ onExecutions() {}, onBalances() {}, onQuotes: () => this.#market.pump() });
  }

  /** Answers a REST request. */
  async answer({ method, url, headers, body }: WireRequest): Promise<WireAnswer> {
    const { pathname, search } = new URL(url);
    const query = search.slice(1);
    try {
      const endpoint = endpoints.find((each) => each.method === method && each.path === pathname);
      if (endpoint === undefined) throw new RangeError(`The adapter asked for ${method} ${pathname}`);
      const answer = await callEndpoint(this.#context, endpoint, {
        params: parseParams(query, body),
        key: headers['X-MBX-APIKEY'],
        payload: signedPayload(query, body),
        address: 'wire',
      });
      return { status: 200, text: JSON.stringify(Object(answer)) };
    } catch (error) {
      const rejection = toRejection(error);
      if (rejection !== error) this.#onFault(error);
      return { status: rejection.status, text: refusal(rejection.code, rejection.message) };
    }
  }

  /** Takes a client of the streams in: the account's where it asks for the WebSocket API. */
  connect(client: StreamClient, url: string): void {
    const parts = { context: this.#context, accounts: this.#accounts, onFault: this.#onFault };
    if (new URL(url).pathname.endsWith('/ws-api/v3')) connectApi(client, parts);
    else connectMarket(client, { ...parts, market: this.#market, names: [], combined: isCombined(url) });
  }
}

export function refusal(code: number, msg: string): string {
  return JSON.stringify({ code, msg });
}

function isCombined(url: string): boolean {
  return new URL(url).pathname.startsWith('/stream');
}
