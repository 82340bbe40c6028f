import type { Desk } from '../desk/Desk.ts';
import type { ForecastView } from '../domain/ForecastRecord.ts';
import type { InstrumentId } from '../domain/ids.ts';
import type { Timeframe } from '../domain/market.ts';
import type { TrackedTrend } from '../models/live/createTrackedTrend.ts';
import { askTrend } from '../tools/askTrend.ts';

/** The forecast that a chart shows, or why there is none. Throws `VenueError` when the bars could not be had. */
export async function readForecast(
  desk: Desk,
  trend: Pick<TrackedTrend, 'forecast' | 'live'>,
  chart: { instrument: InstrumentId; timeframe: Timeframe },
): Promise<ForecastView> {
  const answer = await askTrend(desk, trend, chart);
  if (!answer.ok) return { kind: 'none', reason: answer.message };
  const { forecast, price } = answer;
  return { kind: 'forecast', forecast, price, live: trend.live() };
}
