import type { RequestFixture, ResponseFixture } from './Fixture.ts';

const areas: readonly (readonly [prefix: string, area: string])[] = [
  ['/fapi/', 'futures'],
  ['/futures/', 'futures'],
  ['/dapi/', 'futures'],
  ['/eapi/', 'options'],
  ['/papi/', 'portfolio margin'],
  ['/sapi/', 'margin, wallet, loans, stocks'],
  ['/wapi/', 'wallet'],
];

/** Why a request is none of the desk's spot trading; null for one that is. */
export function whyRequestSkipped({ url, disabled }: RequestFixture): string | null {
  if (disabled === true) return 'switched off by ccxt';
  const { pathname } = new URL(url);
  const area = areas.find(([prefix]) => pathname.startsWith(prefix));
  if (area !== undefined) return area[1];
  return pathname.startsWith('/api/v3/') ? null : 'another interface of Binance';
}

const spotMethods = new Set([
  ...['createOrder', 'fetchOrder', 'fetchOpenOrders', 'fetchOrders', 'fetchMyTrades', 'fetchBalance'],
  ...['fetchOHLCV', 'fetchOrderBook', 'fetchTrades', 'fetchTicker', 'fetchTickers', 'fetchTime'],
  ...['cancelOrder', 'cancelAllOrders', 'fetchClosedOrders', 'fetchBidsAsks', 'fetchLastPrices'],
]);

/** The same for an answer, which does not say where it came from. */
export function whyResponseSkipped({ method, input, disabled }: ResponseFixture): string | null {
  if (disabled === true) return 'switched off by ccxt';
  const text = JSON.stringify(input);
  if (/portfolioMargin|"papi/.test(text)) return 'portfolio margin';
  if (/"marginMode"|"type":"margin"/.test(text)) return 'margin, wallet, loans, stocks';
  if (/:[A-Z]+(-|")|"(swap|future|linear|inverse|option)"/.test(text)) return 'futures';
  return spotMethods.has(method) ? null : 'not spot trading';
}
