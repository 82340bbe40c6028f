import { createHash } from 'node:crypto';
import type { Forecast } from '../../domain/Forecast.ts';
import type { ForecastRecord, LiveRecord } from '../../domain/ForecastRecord.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import { type Bar, type Timeframe, timeframeMs } from '../../domain/market.ts';
import type { TrendAnswer, TrendModel, TrendRequest } from '../trend/createTrendModel.ts';
import type { ForecastStore } from './ForecastStore.ts';
import { scoreForecast } from './scoreForecast.ts';
import { liveDays, summariseLive } from './summariseLive.ts';

/** A trend model whose every forecast is kept, and scored once its horizon has passed. */
export type TrackedTrend = Pick<TrendModel, 'card'> & {
  /** As the model's own; the answer is stored before it is given. */
  forecast(request: TrendRequest): Promise<TrendAnswer>;
  /** How it did lately, as of the last scoring. */
  live(): LiveRecord;
  /**
   * Scores what is due at `now` (epoch ms, market time) and sums up anew; answers how many were scored.
   * Throws when the bars could not be had; what waits goes on waiting.
   */
  score(now: number): Promise<number>;
};

/** Bars of the market, ascending, from a time on (epoch ms, open time). */
export type ReadBars = (
  instrument: InstrumentId,
  timeframe: Timeframe,
  range: { from: number; to: number; limit: number },
) => Promise<Bar[]>;

/** A horizon's bar that is still not there this long after it closed was never made. */
const voidAfterBars = 50;

/** Wraps a model. `bars` reads the market that the forecasts are about. */
export function createTrackedTrend(model: TrendModel, store: ForecastStore, bars: ReadBars): TrackedTrend {
  const { card } = model;
  let live = summariseLive(card, [], 0);
  /** What was scored, as of the last time that anything was; undefined until it has been read once. */
  let known: ForecastRecord[] | undefined;
  return {
    card,
    live: () => live,
    async forecast(request) {
      const answer = await model.forecast(request);
      if (answer.ok) await store.add(toRecord(answer));
      return answer;
    },
    async score(now) {
      let scored = 0;
      const waiting = await store.waiting(card.name);
      for (const record of waiting) {
        if (record.dueAt > now) continue;
        const outcome = await outcomeOf(record, bars, now);
        if (outcome === null) continue;
        await store.settle({ ...record, outcome });
        scored += 1;
      }
      if (known === undefined || scored > 0)
        known = await store.scored(card.name, now - liveDays * 86_400_000);
      live = summariseLive(card, known, waiting.length - scored);
      return scored;
    },
  };
}

function toRecord({ forecast, features, price }: Extract<TrendAnswer, { ok: true }>): ForecastRecord {
  const dueAt = forecast.asOf + forecast.horizonMs + timeframeMs[forecast.timeframe];
  return { id: idOf(forecast), forecast, features: [...features], price, dueAt, outcome: null };
}

function idOf({ model, modelVersion, instrument, timeframe, horizonMs, asOf }: Forecast): string {
  const key = [model, modelVersion, instrument, timeframe, horizonMs, asOf].join('|');
  return `FCS-${createHash('sha256').update(key).digest('hex').slice(0, 20)}`;
}

async function outcomeOf(
  { forecast, price, dueAt }: ForecastRecord,
  bars: ReadBars,
  now: number,
): Promise<ForecastRecord['outcome']> {
  const length = timeframeMs[forecast.timeframe];
  const at = forecast.asOf + forecast.horizonMs;
  const found = await bars(forecast.instrument, forecast.timeframe, { from: at, to: at + length, limit: 2 });
  const later = found.find((bar) => bar.ts === at);
  if (later) return scoreForecast(forecast, price, Number(later.close));
  return now - dueAt > voidAfterBars * length ? 'void' : null;
}
