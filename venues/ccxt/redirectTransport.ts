import { VenueError } from '../VenueError.ts';
import type { CcxtExchange, Dispatch } from './CcxtExchange.ts';
import type { ExchangeRedirect } from './ExchangeRedirect.ts';

const exchangeRest = 'https://api.binance.com';

/**
 * Puts our own layer under ccxt's HTTP: time-outs that also cover a body that never ends, and, for a venue on
 * another origin, requests sent there instead. The URLs that ccxt sees stay the exchange's own, because it picks
 * its error tables by them. With a redirect nothing may reach the real exchange: any other origin is refused.
 */
export async function redirectTransport(
  exchange: CcxtExchange,
  timeoutMs: number,
  redirect: ExchangeRedirect | undefined,
): Promise<void> {
  await exchange.loadFetchImplementation();
  const pool = exchange.fetchDispatcher;
  if (pool === undefined) {
    throw new VenueError('venue.transport', 'ccxt has no HTTP transport that can be redirected');
  }
  const send = (dispatch: Dispatch): Dispatch => {
    return (request, handler) => {
      const timed = { ...request, headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
      if (redirect === undefined) return dispatch(timed, handler);
      const origin = new URL(String(request.origin)).origin;
      if (origin !== exchangeRest) {
        throw new VenueError('venue.transport', `A redirected venue asked for ${origin}; nothing was sent`);
      }
      return dispatch({ ...timed, origin: redirect.rest }, handler);
    };
  };
  exchange.fetchDispatcher = pool.compose(send);
  if (redirect !== undefined) {
    // Without this agent ccxt refuses streams that are not encrypted.
    await exchange.loadHttpProxyAgent();
    // Streams have no error tables, so their addresses can simply be replaced.
    exchange.urls.api.ws = {
      spot: `${redirect.ws}/ws`,
      'ws-api': { spot: `${redirect.ws}/ws-api/v3` },
    };
  }
}
