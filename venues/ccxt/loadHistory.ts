import { VenueError } from '../VenueError.ts';
import type { CcxtHistory } from './CcxtHistory.ts';
import { importExchange } from './importExchange.ts';
import { limitTransport } from './limitTransport.ts';

export type LoadHistoryParams = {
  /** ccxt's name of the exchange, such as `binance` or `kraken`. */
  exchange: string;
  timeoutMs: number;
  /** Where all requests go instead; nothing reaches the exchange then. */
  origin?: string;
};

/**
 * Builds ccxt's REST class of any exchange for reading its spot market's past: decimals keep their digits, and requests
 * keep the exchange's rate limit. Throws `VenueError` for an exchange that ccxt does not know, or without history.
 */
export async function loadHistory({ exchange, timeoutMs, origin }: LoadHistoryParams): Promise<CcxtHistory> {
  const Class = await importExchange<CcxtHistory>(exchange);
  const history = new Class({
    enableRateLimit: true,
    timeout: timeoutMs,
    options: {
      defaultType: 'spot',
      fetchMarkets: { types: ['spot'] },
      fetchCurrencies: false,
      maxRetriesOnFailure: 0,
    },
  });
  if (history.has.fetchOHLCV !== true) {
    throw new VenueError(
      'venue.noHistory',
      `${history.name} gives no bars of its past. Nothing was changed; choose another exchange.`,
    );
  }
  history.number = String;
  history.enableLastJsonResponse = true;
  await limitTransport(history, { timeoutMs, ...(origin !== undefined && { route: () => origin }) });
  return history;
}
