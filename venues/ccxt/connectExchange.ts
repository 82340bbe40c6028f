import { z } from 'zod';
import type { Clock } from '../../domain/Clock.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import { type Timeframe, timeframe } from '../../domain/market.ts';
import { VenueError } from '../VenueError.ts';
import { askVenue } from './askVenue.ts';
import { rawAccount, rawMarket, rawTime } from './binance/answers.ts';
import { toInstrument } from './binance/toInstrument.ts';
import type { CcxtExchange } from './CcxtExchange.ts';
import { fetchBars } from './fetchBars.ts';
import type { VenueContext } from './VenueContext.ts';

const rawAnything = z.unknown();

/** The exchange's usual fee where the account's own cannot be asked for. */
const usualFees = { maker: '0.001', taker: '0.001' };

/** Venue clock minus ours in milliseconds, by the fastest of three answers. Sets ccxt's clock too. */
export async function measureClockOffset(
  label: string,
  exchange: CcxtExchange,
  clock: Clock,
): Promise<number> {
  let best = { roundTrip: Number.POSITIVE_INFINITY, offset: 0 };
  for (let sample = 0; sample < 3; sample += 1) {
    const sent = clock.now();
    const { serverTime } = await askVenue({ label }, 'tell its time', rawTime, () =>
      exchange.publicGetTime(),
    );
    const received = clock.now();
    const roundTrip = received - sent;
    if (roundTrip < best.roundTrip) {
      best = { roundTrip, offset: Math.round(serverTime - (sent + received) / 2) };
    }
  }
  exchange.options.timeDifference = -best.offset;
  return best.offset;
}

/** Reads the instruments, `only` some of them where given. Throws `VenueError` for one that the venue lacks. */
export async function loadInstruments(
  label: string,
  exchange: CcxtExchange,
  options: { hasKeys: boolean; only: readonly InstrumentId[] | undefined; reload?: boolean },
): Promise<Pick<VenueContext, 'instruments' | 'symbols' | 'instrumentsBySymbol'>> {
  await askVenue({ label }, 'list its markets', rawAnything, () => exchange.loadMarkets(options.reload));
  const fees = options.hasKeys ? await readFees(label, exchange) : usualFees;
  const instruments = new Map<InstrumentId, Instrument>();
  const symbols = new Map<InstrumentId, string>();
  for (const { info } of Object.values(exchange.markets ?? {})) {
    const raw = rawMarket.safeParse(info);
    const found = raw.success ? toInstrument(raw.data, fees) : undefined;
    if (!raw.success || found === undefined) continue;
    if (options.only !== undefined && !options.only.includes(found.id)) continue;
    instruments.set(found.id, found);
    symbols.set(found.id, raw.data.symbol);
  }
  const missing = (options.only ?? []).filter((id) => !instruments.has(id));
  if (missing.length > 0) {
    throw new VenueError('venue.unknownInstrument', `${label} does not trade ${missing.join(', ')}`);
  }
  const instrumentsBySymbol = new Map([...symbols].map(([id, symbol]) => [symbol, id]));
  return { instruments, symbols, instrumentsBySymbol };
}

/** Which bar lengths the venue has: a recorded market lacks those finer than its file. */
export async function probeTimeframes(venue: VenueContext): Promise<Timeframe[]> {
  const [instrument] = venue.symbols.keys();
  if (instrument === undefined) return [];
  const found: Timeframe[] = [];
  for (const length of timeframe.options) {
    try {
      await fetchBars(venue, instrument, length, { limit: 1 });
      found.push(length);
    } catch (error) {
      const refused = error instanceof VenueError && error.code === 'venue.refused';
      if (!refused) throw error;
    }
  }
  return found;
}

async function readFees(label: string, exchange: CcxtExchange) {
  const account = await askVenue({ label }, 'show the account', rawAccount, () =>
    exchange.privateGetAccount(),
  );
  return account.commissionRates ?? usualFees;
}
