import { z } from 'zod';
import { instrumentId } from './ids.ts';
import { timeframe } from './market.ts';
import { epochMs } from './schema.ts';

/** Return over the horizon, in percent, that the price stays below with the probability in the name. */
export const forecastQuantiles = z.strictObject({
  q05: z.number(),
  q25: z.number(),
  q50: z.number(),
  q75: z.number(),
  q95: z.number(),
});
export type ForecastQuantiles = z.infer<typeof forecastQuantiles>;

/** A trend model's answer. Probabilities sum to 1; `horizonMs` is how far ahead it looks. */
export const forecast = z.strictObject({
  model: z.string(),
  modelVersion: z.string(),
  instrument: instrumentId,
  timeframe,
  horizonMs: z.int().positive(),
  up: z.number(),
  flat: z.number(),
  down: z.number(),
  /** How far the price must move to count as up or down, in percent. */
  flatBandPercent: z.number(),
  /** Open time of the newest closed bar that was read (epoch ms, market time). */
  asOf: epochMs,
  /** One sentence on how far to trust it, from the model's card. */
  caveat: z.string(),
  quantiles: forecastQuantiles.optional(),
  /** The bars that were read: open time of the first and of the last (epoch ms, market time), and how many. */
  window: z.strictObject({ from: epochMs, to: epochMs, bars: z.int().positive() }).optional(),
  /** Time since the newest bar closed, in milliseconds of market time, where the caller said what time it is. */
  dataAgeMs: z.number().nonnegative().optional(),
  /** Set where the caller asked for an answer outside what the model's card covers; says what is not covered. */
  outOfScope: z.string().optional(),
});
export type Forecast = z.infer<typeof forecast>;
