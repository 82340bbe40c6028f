import type { Clock } from '../../domain/Clock.ts';
import type { VenueWarrants } from '../Venue.ts';
import { VenueError } from '../VenueError.ts';
import type { CcxtExchange } from './CcxtExchange.ts';
import type { CcxtTransport } from './CcxtTransport.ts';
import type { ExchangeRedirect } from './ExchangeRedirect.ts';
import { guardStreams } from './guardStreams.ts';
import { redirectTransport } from './redirectTransport.ts';
import { streamOptions } from './streamOptions.ts';

/** How long after its time stamp the exchange is told to take a signed request. */
const requestWindowMs = 5_000;

/** The window, with the second that the exchange forgives a clock ahead of its own; orders show up well within 3 s. */
export const exchangeWarrants: VenueWarrants = {
  requestWindowMs: requestWindowMs + 1_000,
  consistencyDelayMs: 3_000,
};

/** Keys of an account at an exchange. */
export type Credentials = { apiKey: string; secret: string };

export type LoadExchangeParams = {
  exchange: 'binance';
  clock: Clock;
  timeoutMs: number;
  credentials?: Credentials;
  redirect?: ExchangeRedirect;
  sandbox?: boolean;
  transport?: CcxtTransport;
};

/**
 * Builds ccxt's streaming class of one exchange, set up so that it never repeats a request by itself and loads
 * nothing but spot markets. Only that class is imported: the whole of ccxt takes a second longer.
 */
export async function loadExchange(params: LoadExchangeParams): Promise<CcxtExchange> {
  const library = import.meta.resolve('ccxt');
  const location = new URL(`./src/pro/${params.exchange}.js`, library).href;
  const module: { default: new (config: object) => CcxtExchange } = await import(location);
  const exchange = new module.default({
    ...(params.credentials ?? {}),
    enableRateLimit: true,
    // Counts what a minute allows; the default spreads requests evenly, which would make an order wait for a chart.
    rateLimiterAlgorithm: 'rollingWindow',
    timeout: params.timeoutMs,
    // Dead connections show as missing pongs; three minutes, the default, is long without a stop.
    streaming: { keepAlive: 15_000 },
    options: {
      ws: { options: streamOptions },
      defaultType: 'spot',
      fetchMarkets: { types: ['spot'] },
      fetchCurrencies: false,
      fetchMargins: false,
      maxRetriesOnFailure: 0,
      recvWindow: requestWindowMs,
    },
  });
  guardStreams(exchange);
  exchange.milliseconds = () => params.clock.now();
  if (params.sandbox === true) enterSandbox(exchange, params.exchange);
  if (params.transport !== undefined) await params.transport(exchange, params.timeoutMs);
  else await redirectTransport(exchange, params.timeoutMs, params.redirect);
  return exchange;
}

/** Without a test network ccxt would replace every address by nothing and only fail later. */
function enterSandbox(exchange: CcxtExchange, id: string): void {
  if (exchange.urls.test === undefined) {
    throw new VenueError('venue.noSandbox', `${id} has no test network; nothing was sent. Use another mode.`);
  }
  exchange.setSandboxMode(true);
}
