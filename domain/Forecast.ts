import { z } from 'zod';
import { instrumentId } from './ids.ts';
import { timeframe } from './market.ts';
import { epochMs } from './schema.ts';

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
});
export type Forecast = z.infer<typeof forecast>;
