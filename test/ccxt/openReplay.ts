import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadExchange } from '../../venues/ccxt/loadExchange.ts';
import { redirectTransport } from '../../venues/ccxt/redirectTransport.ts';
import { startSimulatedVenue } from '../../venues/simulated/startSimulatedVenue.ts';
import { scriptedMarket } from '../../venues/simulated/testing/scriptedMarket.ts';
import type { Listing } from './Fixture.ts';

/** A request as the adapter's ccxt made it, and what the simulated venue answered. */
export type Exchanged = { path: string; params: Map<string, string>; answer: unknown };

const clock = { now: () => Date.now() };
const keys = { key: 'fixture', secret: 'fixture' };
/** Near what the fixtures trade at, so that no order is refused for its price. */
const prices: Readonly<Record<string, string>> = {
  ...{ BTC: '60000', ETH: '3000', LTC: '80', SOL: '241', ADA: '0.5' },
};

/** The adapter's own ccxt in front of the simulated venue with the markets of the fixtures. */
export async function openReplay(listings: readonly Listing[]) {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'countersign-ccxt-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const listed = listings.filter(({ baseAsset, quoteAsset }) => quoteAsset === 'USDT' && baseAsset in prices);
  const script = scriptedMarket({
    clock,
    listed: listed.map((listing) => ({ ...toSymbol(listing), price: prices[listing.baseAsset] ?? '1' })),
  });
  const fund = { USDT: '1000000', ...Object.fromEntries(listed.map(({ baseAsset }) => [baseAsset, '1000'])) };
  const venue = opened.use(
    await startSimulatedVenue({ market: script.market, folder, keys: [keys], fund, clock }),
  );
  const exchanged: Exchanged[] = [];
  const exchange = await loadExchange({
    ...{ exchange: 'binance', clock, timeoutMs: 10_000 },
    credentials: { apiKey: keys.key, secret: keys.secret },
    async transport(made, timeoutMs) {
      await redirectTransport(made, timeoutMs, { rest: venue.restOrigin, ws: venue.wsOrigin });
      const send = made.fetch.bind(made);
      made.fetch = async (url, method, headers, body) => {
        const { pathname, searchParams } = new URL(url);
        const params = new Map([...searchParams, ...new URLSearchParams(String(body ?? ''))]);
        const seen: Exchanged = { path: pathname, params, answer: undefined };
        exchanged.push(seen);
        seen.answer = await send(url, method, headers, body);
        return seen.answer;
      };
    },
  });
  opened.defer(async () => {
    await exchange.close();
    await exchange.fetchDispatcher?.close();
  });
  await exchange.loadMarkets();
  // Another trade of each, so that every one of them has a past.
  for (const { symbol, baseAsset } of listed) script.trade(prices[baseAsset] ?? '1', { symbol });
  const owned = opened.move();
  return {
    listed,
    /** Makes one of ccxt's calls, and tells what went to and fro; `error` where it ended in one. */
    async call(
      method: string,
      input: readonly unknown[],
    ): Promise<{ last: Exchanged | undefined; error?: unknown }> {
      const work: unknown = Reflect.get(exchange, method);
      if (typeof work !== 'function')
        return { last: undefined, error: `this version of ccxt has no ${method}` };
      const before = exchanged.length;
      try {
        await Reflect.apply(
          work,
          exchange,
          input.map((each) => each ?? undefined),
        );
        return { last: exchanged.slice(before).at(-1) };
      } catch (error) {
        return { last: exchanged.slice(before).at(-1), error };
      }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

export type Replay = Awaited<ReturnType<typeof openReplay>>;

function toSymbol({ symbol, baseAsset, quoteAsset, filters }: Listing) {
  const filter = (type: string, field: string, otherwise: string): string => {
    const value: unknown = filters.find(({ filterType }) => filterType === type)?.[field];
    return typeof value === 'string' ? value.replace(/\.?0+$/, '') : otherwise;
  };
  return {
    ...{ symbol, base: baseAsset, quote: quoteAsset },
    priceTick: filter('PRICE_FILTER', 'tickSize', '0.01'),
    quantityStep: filter('LOT_SIZE', 'stepSize', '0.001'),
    minQuantity: filter('LOT_SIZE', 'minQty', '0.001'),
    maxQuantity: filter('LOT_SIZE', 'maxQty', '9000'),
    minNotional: filter('NOTIONAL', 'minNotional', '5'),
  };
}
