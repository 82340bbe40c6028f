import type { InstrumentId } from '../../domain/ids.ts';
import type { Bar, Timeframe } from '../../domain/market.ts';
import type { BarRange } from '../Venue.ts';
import { VenueError } from '../VenueError.ts';
import { askVenue } from './askVenue.ts';
import { rawKlines } from './binance/answers.ts';
import { findSymbol } from './findSymbol.ts';
import { opensAhead } from './opensAhead.ts';
import type { VenueContext } from './VenueContext.ts';

const pageSize = 1_000;

/**
 * Bars in ascending order: the first `limit` ones from `from` on, or without it the last `limit` ones up to
 * `to`. Fetched in pages of 1,000. Throws `VenueError`.
 */
export async function fetchBars(
  venue: VenueContext,
  instrument: InstrumentId,
  timeframe: Timeframe,
  range: BarRange,
): Promise<Bar[]> {
  const symbol = findSymbol(venue, instrument);
  const bars: Bar[] = [];
  let { from, to } = range;
  while (bars.length < range.limit) {
    const limit = Math.min(pageSize, range.limit - bars.length);
    const params = {
      ...(from === undefined ? {} : { startTime: from }),
      ...(to === undefined ? {} : { endTime: to }),
    };
    const page = await askVenue(venue, `list bars of ${instrument}`, rawKlines, () =>
      venue.exchange.publicGetKlines({ symbol, interval: timeframe, limit, ...params }),
    );
    if (page.some(([ts]) => opensAhead(venue, ts))) {
      throw new VenueError(
        'venue.badAnswer',
        `${venue.label} gave a bar of ${instrument} from the future; none of its answer was taken`,
      );
    }
    const found = page.map(([ts, open, high, low, close, volume]) => ({
      ts,
      open,
      high,
      low,
      close,
      volume,
    }));
    const [first] = found;
    const last = found.at(-1);
    if (first === undefined || last === undefined) break;
    if (range.from === undefined) {
      bars.unshift(...found);
      to = first.ts - 1;
    } else {
      bars.push(...found);
      from = last.ts + 1;
    }
    if (found.length < limit) break;
  }
  return bars;
}
