import { VenueError } from '../VenueError.ts';
import type { CcxtExchange } from './CcxtExchange.ts';
import type { ExchangeRedirect } from './ExchangeRedirect.ts';
import { limitTransport } from './limitTransport.ts';

const exchangeRest = 'https://api.binance.com';

/**
 * Limits how long requests take, and sends them to a venue on another origin where `redirect` names one. Nothing may
 * reach the real exchange then: any other origin is refused.
 */
export async function redirectTransport(
  exchange: CcxtExchange,
  timeoutMs: number,
  redirect: ExchangeRedirect | undefined,
): Promise<void> {
  if (redirect === undefined) return limitTransport(exchange, { timeoutMs });
  const route = (origin: string) => {
    if (origin === exchangeRest) return redirect.rest;
    throw new VenueError('venue.transport', `A redirected venue asked for ${origin}; nothing was sent`);
  };
  await limitTransport(exchange, { timeoutMs, route });
  // Without this agent ccxt refuses streams that are not encrypted.
  await exchange.loadHttpProxyAgent();
  // Streams have no error tables, so their addresses can simply be replaced.
  exchange.urls.api.ws = {
    spot: `${redirect.ws}/ws`,
    'ws-api': { spot: `${redirect.ws}/ws-api/v3` },
  };
}
