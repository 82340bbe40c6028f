import { z } from 'zod';
import { Decimal } from '../../domain/decimal.ts';
import type { Funding } from '../../domain/Funding.ts';
import { VenueError } from '../VenueError.ts';
import { askVenue } from './askVenue.ts';
import type { CcxtBodyReader, CcxtDispatcher } from './CcxtExchange.ts';
import { importExchange } from './importExchange.ts';
import { limitTransport } from './limitTransport.ts';
import { loadMarkets } from './loadMarkets.ts';

/** The part of any ccxt class that its perpetual swaps' funding is read through. */
type CcxtSwaps = {
  readonly name: string;
  readonly has: Readonly<Record<string, unknown>>;
  readonly markets: Readonly<Record<string, unknown>> | undefined;
  /** What ccxt makes of a decimal; `String` keeps its digits. */
  number: (text: string) => unknown;
  loadMarkets(reload?: boolean): Promise<unknown>;
  fetchFundingRate(symbol: string): Promise<unknown>;
  fetchFundingRates(symbols: readonly string[]): Promise<unknown>;
  fetchOpenInterest(symbol: string): Promise<unknown>;
  loadFetchImplementation(): Promise<unknown>;
  fetchDispatcher: CcxtDispatcher | undefined;
  undiciBody: CcxtBodyReader;
  close(): Promise<unknown>;
};

export type FundingReaderParams = {
  /** ccxt's name of an exchange with perpetual swaps, such as `binanceusdm`, `bybit` or `hyperliquid`. */
  exchange: string;
  /** Where all requests go instead of to the exchange. */
  origin?: string;
  /** Longest wait for an answer; 10 seconds unless told otherwise. */
  timeoutMs?: number;
};

/** Reads funding rates and open interest through an exchange's public data. Disposing it ends what is under way. */
export type FundingReader = AsyncDisposable & {
  readonly label: string;
  /**
   * Of each coin that has a perpetual swap there, in the order given. Throws `VenueError` when the exchange could not
   * be asked or has no such swap at all.
   */
  read(assets: readonly string[]): Promise<Funding[]>;
};

/** Beyond this an interval's rate is no rate; the widest cap that exchanges set is a few percent. */
const largestRate = 0.5;
const settledIn = ['USDT', 'USDC', 'USD'];

const amount = z.union([z.string(), z.number()]).transform((given, context) => {
  const text = String(given);
  if (/^-?\d{1,40}(\.\d{1,40})?(e[+-]?\d{1,2})?$/i.test(text)) return new Decimal(text).toString();
  context.addIssue({ code: 'custom', message: 'expected a decimal number' });
  return z.NEVER;
});
const time = z.number().int().positive().nullish();
const rawRate = z.object({
  fundingRate: amount.refine((rate) => Math.abs(Number(rate)) <= largestRate, {
    error: `expected a rate of at most ${largestRate}`,
  }),
  fundingTimestamp: time,
  timestamp: time,
  interval: z.string().nullish(),
});
const rawInterest = z.object({
  openInterestAmount: amount.refine((interest) => !interest.startsWith('-')).nullish(),
  timestamp: time,
});

/** Opens an exchange's funding rates through ccxt. Throws `VenueError` for an exchange without any. */
export async function createFundingReader(params: FundingReaderParams): Promise<FundingReader> {
  const { timeoutMs = 10_000, origin } = params;
  const Class = await importExchange<CcxtSwaps>(params.exchange);
  const exchange = new Class({
    enableRateLimit: true,
    timeout: timeoutMs,
    options: { defaultType: 'swap', fetchCurrencies: false, maxRetriesOnFailure: 0 },
  });
  const label = exchange.name;
  const { has } = exchange;
  if (has.fetchFundingRate !== true && has.fetchFundingRates !== true) {
    throw new VenueError(
      'venue.noFunding',
      `${label} tells no funding rates. Choose an exchange with perpetual swaps, such as binanceusdm, bybit or hyperliquid.`,
    );
  }
  exchange.number = String;
  await limitTransport(exchange, { timeoutMs, ...(origin !== undefined && { route: () => origin }) });

  async function rateOf(symbol: string): Promise<z.infer<typeof rawRate>> {
    const what = `tell the funding of ${symbol}`;
    if (has.fetchFundingRate === true)
      return askVenue({ label }, what, rawRate, () => exchange.fetchFundingRate(symbol));
    const rates = z.object({ [symbol]: rawRate });
    const found = await askVenue({ label }, what, rates, () => exchange.fetchFundingRates([symbol]));
    return rawRate.parse(found[symbol]);
  }

  async function fundingOf(asset: string, contract: string): Promise<Funding> {
    const rate = await rateOf(contract);
    const interest =
      has.fetchOpenInterest === true
        ? await askVenue({ label }, `tell the open interest of ${contract}`, rawInterest, () =>
            exchange.fetchOpenInterest(contract),
          )
        : null;
    const hours = /^(\d{1,2})h$/.exec(rate.interval ?? '')?.[1];
    return {
      ...{ asset, contract, rate: rate.fundingRate },
      intervalHours: hours === undefined ? null : Number(hours),
      nextAt: rate.fundingTimestamp ?? null,
      openInterest: interest?.openInterestAmount ?? null,
      at: rate.timestamp ?? interest?.timestamp ?? null,
    };
  }

  return {
    label,
    async read(assets) {
      await askVenue({ label }, 'list its swaps', z.unknown(), () => loadMarkets(exchange));
      const markets = exchange.markets ?? {};
      const swaps = assets.flatMap((asset) => {
        const contract = settledIn.map((coin) => `${asset}/${coin}:${coin}`).find((name) => name in markets);
        return contract === undefined ? [] : [{ asset, contract }];
      });
      if (swaps.length === 0) {
        throw new VenueError(
          'venue.noFunding',
          `${label} has no perpetual swap of ${assets.join(', ')}, so there is no funding to read.`,
        );
      }
      const found: Funding[] = [];
      for (const { asset, contract } of swaps) found.push(await fundingOf(asset, contract));
      return found;
    },
    async [Symbol.asyncDispose]() {
      await exchange.close();
      await exchange.fetchDispatcher?.destroy();
    },
  };
}
