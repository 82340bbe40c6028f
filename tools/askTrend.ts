import type { Desk } from '../desk/Desk.ts';
import type { InstrumentId } from '../domain/ids.ts';
import { type Timeframe, timeframeMs } from '../domain/market.ts';
import type { TrackedTrend } from '../models/live/createTrackedTrend.ts';
import type { TrendAnswer } from '../models/trend/createTrendModel.ts';

const barsRead = 400;

/** Asks the trend model about one instrument as of now, by the market's own clock. Only closed bars are read. */
export async function askTrend(
  desk: Desk,
  trend: Pick<TrackedTrend, 'forecast'>,
  { instrument, timeframe }: { instrument: InstrumentId; timeframe: Timeframe },
): Promise<TrendAnswer> {
  const now = desk.market.quote(instrument)?.marketTime ?? desk.clock.now();
  const bars = await desk.market.bars(instrument, timeframe, { limit: barsRead });
  const closed = bars.filter((bar) => bar.ts + timeframeMs[timeframe] <= now);
  return trend.forecast({ instrument, timeframe, bars: closed, now });
}
