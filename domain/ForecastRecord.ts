import { z } from 'zod';
import { forecast } from './Forecast.ts';
import { epochMs } from './schema.ts';

/** What came of a forecast once its horizon had passed. */
export const forecastScore = z.strictObject({
  /** Return over the horizon, in percent of the price that the forecast was made at. */
  realisedPercent: z.number(),
  outcome: z.enum(['down', 'flat', 'up']),
  /** Sum over the three outcomes of the squared distance to what came: 0 is best, 2 is worst. */
  brier: z.number(),
  /** Negative natural logarithm of the probability given to what came. */
  logLoss: z.number(),
  /** Whether what came lies between the 5% and the 95% quantile; null where the forecast had none. */
  inside90: z.boolean().nullable(),
});
export type ForecastScore = z.infer<typeof forecastScore>;

/** A forecast as it was made, with what became of it. */
export const forecastRecord = z.strictObject({
  /** Derived from model, instrument, timeframe, horizon and bar: the same question about the same bar is one record. */
  id: z.string(),
  forecast,
  /** What the model read, in the order of its features. */
  features: z.array(z.number()),
  /** Close of the newest bar that was read, in quote units. */
  price: z.number().positive(),
  /** When the bar at the horizon closes (epoch ms, market time). */
  dueAt: epochMs,
  /** `void`: the market has no bar there to score it with. */
  outcome: z.union([forecastScore, z.literal('void')]).nullable(),
});
export type ForecastRecord = z.infer<typeof forecastRecord>;

/** How a model does live, beside what its card promises. */
export const liveRecord = z.strictObject({
  model: z.string(),
  modelVersion: z.string(),
  /** The stretch that is looked at. */
  days: z.number().positive(),
  /** Forecasts of that stretch that were scored, and that still wait for their horizon. */
  scored: z.int().nonnegative(),
  waiting: z.int().nonnegative(),
  /**
   * `tooFew`: not enough scored to say. `asCard`: no worse than the card says, as far as can be told. `degraded`: worse
   * beyond chance, or asked about a market unlike the one that it was trained on, so that nothing should lean on it.
   */
  state: z.enum(['tooFew', 'asCard', 'degraded']),
  /** Mean Brier score live, what the card promises for the same mix of timeframes and horizons, and the difference. */
  brier: z
    .strictObject({
      live: z.number(),
      card: z.number(),
      worseBy: z.number(),
      low: z.number(),
      high: z.number(),
    })
    .nullable(),
  /** Share of outcomes inside the 90% interval; null where none was scored with one. */
  coverage90: z.number().nullable(),
  /**
   * Population stability index against the training data: the mean over the features, the limit above which the market
   * is another one, and the worst feature. Null where there is too little to say.
   */
  drift: z
    .strictObject({
      mean: z.number(),
      limit: z.number(),
      worst: z.string(),
      worstIndex: z.number(),
      drifted: z.boolean(),
    })
    .nullable(),
  /** One sentence for a person or an agent. */
  summary: z.string(),
});
export type LiveRecord = z.infer<typeof liveRecord>;

/** The newest forecast for one chart, or why there is none. `price`: close of the newest bar read, in quote units. */
export const forecastView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('forecast'), forecast, price: z.number().positive(), live: liveRecord }),
  z.strictObject({ kind: z.literal('none'), reason: z.string() }),
]);
export type ForecastView = z.infer<typeof forecastView>;
