import type { Desk } from '../desk/Desk.ts';
import type { InstrumentId } from '../domain/ids.ts';
import { type Timeframe, timeframeMs } from '../domain/market.ts';
import { createTrackedTrend, type TrackedTrend } from '../models/live/createTrackedTrend.ts';
import type { TrendModel } from '../models/trend/createTrendModel.ts';
import { askTrend } from '../tools/askTrend.ts';
import { every } from './every.ts';
import { forecastStore } from './forecastStore.ts';

const everyMs = 30_000;
/** Made at every closed bar whether anybody asks or not, so that the record does not depend on who asked when. */
const watched: readonly Timeframe[] = ['15m', '1h'];

/** A model under watch. `tick` makes the forecasts of newly closed bars and scores what is due. */
export type WatchedTrend = TrackedTrend & AsyncDisposable & { tick(): Promise<void> };

/** Keeps a trend model honest on a running desk: forecasts at every closed bar, and scores once their horizon passed. */
export function trackTrend(desk: Desk, model: TrendModel): WatchedTrend {
  const tracked = createTrackedTrend(model, forecastStore(desk.documents), (...question) =>
    desk.market.bars(...question),
  );
  const newest = new Map<string, number>();

  async function forecastAt(instrument: InstrumentId, timeframe: Timeframe): Promise<void> {
    const now = desk.market.quote(instrument)?.marketTime;
    if (now === undefined) return;
    const length = timeframeMs[timeframe];
    const lastClosed = Math.floor(now / length) * length - length;
    const key = `${instrument}/${timeframe}`;
    if (newest.get(key) === lastClosed) return;
    const answer = await askTrend(desk, tracked, { instrument, timeframe });
    if (answer.ok) newest.set(key, answer.forecast.asOf);
    else desk.log.debug({ instrument, timeframe, reason: answer.reason }, 'No forecast was made');
  }

  async function tick(): Promise<void> {
    const { instruments, timeframes } = model.card.scope;
    const known = [...desk.market.instruments.keys()];
    const offered = desk.market.timeframes ?? [];
    for (const timeframe of watched.filter((one) => timeframes.includes(one) && offered.includes(one)))
      for (const instrument of known.filter((one) => instruments.includes(one)))
        await forecastAt(instrument, timeframe);
    const times = known.flatMap((id) => desk.market.quote(id)?.marketTime ?? []);
    if (times.length > 0) await tracked.score(Math.max(...times));
  }

  const loop = every(desk, () => everyMs, 'Scoring forecasts', tick);
  return { ...tracked, tick, [Symbol.asyncDispose]: () => loop.stop() };
}
