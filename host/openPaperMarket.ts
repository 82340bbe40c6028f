import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileDurably } from '../db/writeFileDurably.ts';
import type { Scheduler } from '../domain/Clock.ts';
import { type InstrumentId, instrumentId } from '../domain/ids.ts';
import { type Timeframe, timeframe } from '../domain/market.ts';
import { createCcxtBarSource } from '../venues/ccxt/createCcxtBarSource.ts';
import { type CcxtFeed, createCcxtFeed } from '../venues/ccxt/feed/createCcxtFeed.ts';
import type { VenueLog } from '../venues/ccxt/VenueContext.ts';
import type { FeedEvent, MarketFeed } from '../venues/MarketFeed.ts';
import { createLiveMarket, type RunningLiveMarket } from '../venues/simulated/market/createLiveMarket.ts';
import { LiveBars } from '../venues/simulated/market/LiveBars.ts';
import type { MarketRules, SimulatedSymbol } from '../venues/simulated/SimulatedMarket.ts';
import { VenueError } from '../venues/VenueError.ts';

/** Whose public market mode paper trades against, and how. */
export const paperSource = z.strictObject({
  kind: z.literal('real'),
  exchange: z.string(),
  latencyMs: z.int().nonnegative(),
  mirror: z.strictObject({ rest: z.string(), streams: z.string() }).nullable(),
  instruments: z.array(instrumentId).min(1),
});
export type PaperSource = z.infer<typeof paperSource>;

const symbolSchema = z.strictObject({
  ...{
    symbol: z.string(),
    base: z.string(),
    quote: z.string(),
    priceTick: z.string(),
    quantityStep: z.string(),
  },
  ...{
    minQuantity: z.string(),
    maxQuantity: z.string(),
    minNotional: z.string(),
    tradable: z.boolean().optional(),
  },
});
const feesSchema = z.strictObject({ maker: z.string(), taker: z.string() });
const storedSchema = z.strictObject({
  exchange: z.string(),
  symbols: z.array(symbolSchema),
  fees: feesSchema.optional(),
});

const timeoutMs = 10_000;

/**
 * A real exchange's public market for the simulated venue. Its trading rules are asked for; where that fails, those of
 * the last time hold, and where there are none, nothing can be traded: it starts all the same, says why, and opens once
 * the exchange answers.
 *
 * @throws VenueError for an exchange that there is not, or that trades nothing of what was asked for.
 */
export async function openPaperMarket(
  folder: string,
  source: PaperSource,
  { clock, log, onFeed }: { clock: Scheduler; log: VenueLog; onFeed?: (event: FeedEvent) => void },
): Promise<{ market: RunningLiveMarket; timeframes: Timeframe[] }> {
  const { exchange, mirror, instruments } = source;
  const redirect = mirror === null ? {} : { redirect: { rest: mirror.rest, ws: mirror.streams } };
  const feed = await createCcxtFeed({ exchange, instruments, clock, log, timeoutMs, ...redirect });
  const path = join(folder, 'markets.json');
  const { symbols, fees, haltedBecause } = await findRules(path, source, { feed, log });
  const hear = (event: FeedEvent): void => {
    if (event.type === 'rules') storeRules(path, exchange, event.rules);
    onFeed?.(event);
  };
  const bars = await createCcxtBarSource({
    ...{ exchange, clock, timeoutMs },
    ...(mirror !== null && { origin: mirror.rest }),
  });
  const timeframes = timeframe.options.filter((length) => bars.lengths.includes(length));
  const live = new LiveBars({
    ...{ source: bars, timeframes, clock },
    instruments: symbols.map(({ base, quote }) => instrumentId.parse(`${base}/${quote}`)),
    onFault: (reason) => log.warn({ exchange }, reason),
  });
  const market = createLiveMarket({
    ...{ feed: overheard(feed, hear), bars: live, symbols, clock },
    ...(fees && { fees }),
    ...(haltedBecause !== undefined && { haltedBecause }),
  });
  market.start();
  return { market, timeframes };
}

/** The same feed, with somebody else who hears it first. */
function overheard(feed: MarketFeed, hear: (event: FeedEvent) => void): MarketFeed {
  return {
    label: feed.label,
    counts: feed.counts,
    start: (listener) =>
      feed.start((event) => {
        hear(event);
        listener(event);
      }),
    close: () => feed.close(),
  };
}

type Found = {
  symbols: SimulatedSymbol[];
  fees?: { maker: string; taker: string };
  haltedBecause?: string;
};

async function findRules(
  path: string,
  { exchange, instruments }: PaperSource,
  { feed, log }: { feed: CcxtFeed; log: VenueLog },
): Promise<Found> {
  try {
    const { symbols, missing, fees } = await feed.loadRules();
    if (symbols.length === 0) {
      throw new VenueError(
        'venue.nothingToTrade',
        `${missing.join('. ')}. Nothing was started; name what ${feed.label} trades in limits.instruments.`,
      );
    }
    const rules = { symbols, ...(fees && { fees }) };
    storeRules(path, exchange, rules);
    return rules;
  } catch (error) {
    if (!(error instanceof VenueError) || error.code === 'venue.nothingToTrade') throw error;
    const known = readStored(path, exchange, instruments);
    const reason = `${feed.label} could not be reached (${error.message})`;
    if (known !== undefined) {
      log.warn(
        { exchange },
        `${reason}. Its trading rules of the last start hold; nothing is filled until it answers.`,
      );
      return known;
    }
    const haltedBecause = `${feed.label}’s trading rules were never read, so nothing can be traded yet. It is asked again and again, and trading opens by itself once it answers`;
    log.warn({ exchange }, `${reason}. ${haltedBecause}.`);
    return { symbols: instruments.map(placeholder), haltedBecause };
  }
}

function storeRules(path: string, exchange: string, { symbols, fees }: MarketRules): void {
  if (symbols.length > 0) writeFileDurably(path, JSON.stringify({ exchange, symbols, fees }));
}

function readStored(path: string, exchange: string, instruments: readonly InstrumentId[]): Found | undefined {
  if (!existsSync(path)) return undefined;
  const stored = storedSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!stored.success || stored.data.exchange !== exchange) return undefined;
  const { fees, symbols } = stored.data;
  const wanted = symbols.filter(({ base, quote }) => instruments.some((id) => id === `${base}/${quote}`));
  if (wanted.length === 0) return undefined;
  return {
    symbols: wanted.map(({ tradable, ...symbol }) => ({
      ...symbol,
      ...(tradable !== undefined && { tradable }),
    })),
    ...(fees && { fees }),
  };
}

/** Stands for an instrument whose rules are not known: it is there to be seen and cannot be traded. */
function placeholder(id: InstrumentId): SimulatedSymbol {
  const [base = '', quote = ''] = id.split('/');
  const steps = {
    priceTick: '0.01',
    quantityStep: '0.00001',
    minQuantity: '0.00001',
    maxQuantity: '9000000',
  };
  return { symbol: `${base}${quote}`, base, quote, ...steps, minNotional: '5', tradable: false };
}
