import { VenueError } from '../../VenueError.ts';
import type { ExchangeRedirect } from '../ExchangeRedirect.ts';
import { guardStreams } from '../guardStreams.ts';
import { importExchange } from '../importExchange.ts';
import { limitTransport } from '../limitTransport.ts';
import { streamOptions } from '../streamOptions.ts';
import type { FeedExchange } from './FeedExchange.ts';

export type LoadFeedParams = {
  /** ccxt's name, such as `binance` or `kraken`. */
  exchange: string;
  timeoutMs: number;
  /** Where all requests and streams go instead; nothing reaches the exchange then. */
  redirect?: ExchangeRedirect;
};

/**
 * ccxt's streaming class of any exchange, for the public data of its spot market. Throws `VenueError` for an exchange
 * that ccxt does not know, or that streams no trades or books.
 */
export async function loadFeedExchange(params: LoadFeedParams): Promise<FeedExchange> {
  const { timeoutMs, redirect } = params;
  const Class = await importExchange<FeedExchange>(params.exchange, 'streams');
  const exchange = new Class({
    enableRateLimit: true,
    timeout: timeoutMs,
    // Dead connections show as missing pongs.
    streaming: { keepAlive: 15_000 },
    options: {
      ws: { options: streamOptions },
      defaultType: 'spot',
      fetchMarkets: { types: ['spot'] },
      fetchCurrencies: false,
      fetchMargins: false,
      maxRetriesOnFailure: 0,
      // Binance: single trades, with the ids of its stream, not its sums of them.
      fetchTradesMethod: 'publicGetTrades',
    },
  });
  if (exchange.has.watchTrades !== true || exchange.has.watchOrderBook !== true) {
    throw new VenueError(
      'venue.noStreams',
      `${exchange.name} streams no public trades or books, so paper trading cannot fill against it. Nothing was started; choose another venue.exchange.`,
    );
  }
  guardStreams(exchange);
  // It would write each message that it cannot read to the console; the feed tells of them.
  exchange.log = () => {};
  await limitTransport(exchange, { timeoutMs, ...(redirect && { route: () => redirect.rest }) });
  if (redirect !== undefined) {
    // Without this agent ccxt refuses streams that are not encrypted.
    await exchange.loadHttpProxyAgent();
    exchange.urls.api.ws = redirectAll(exchange.urls.api.ws, redirect.ws);
  }
  return exchange;
}

/** The same tree of addresses on another origin. */
function redirectAll(addresses: unknown, origin: string): unknown {
  if (typeof addresses === 'string') {
    const path = addresses.replace(/^wss?:\/\/[^/]+/, '');
    return `${origin}${path}`;
  }
  if (typeof addresses !== 'object' || addresses === null) return addresses;
  return Object.fromEntries(
    Object.entries(addresses).map(([key, inner]) => [key, redirectAll(inner, origin)]),
  );
}
