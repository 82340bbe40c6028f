import { z } from 'zod';
import { timeframe } from '../../domain/market.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const rows = z.array(z.array(z.number()));

/** Turns the model's tilt and size into quantiles of the return; one entry per horizon in bars. */
export const intervalParameters = z.strictObject({
  /** Per level: weights of size and of size times tilt. */
  lines: rows,
  /** Sizes that part the volatility regimes. */
  edges: z.array(z.number()),
  /** Per regime and level: conformal correction in units of size. */
  shifts: rows,
});
export type IntervalParameters = z.infer<typeof intervalParameters>;

/** What live rows are held against to see whether the market is still like the one that was trained on. */
export const featureReference = z.partialRecord(
  timeframe,
  z.strictObject({
    /** By feature: ascending inner quantiles of the training rows, of equal share. */
    edges: rows,
    /** The mean population stability index over the features above which a stretch of a week or more has drifted. */
    limit: z.number().positive(),
  }),
);
export type FeatureReference = z.infer<typeof featureReference>;

/** The part of a measurement that live scores are held against. */
export const cardMeasurement = z.object({
  title: z.string(),
  timeframe,
  horizonBars: z.int().positive(),
  brier: z.object({ model: z.number() }),
});
export type CardMeasurement = z.infer<typeof cardMeasurement>;

/** What comes with a trend model and is checked before it may speak. */
export const trendCard = z.strictObject({
  name: z.string().min(1),
  version: z.string().min(1),
  /** One sentence that travels with every forecast. */
  caveat: z.string().min(1),
  onnx: z.strictObject({ file: z.string(), sha256, bytes: z.int() }),
  featureHash: sha256,
  windowBars: z.int().positive(),
  scope: z.strictObject({
    instruments: z.array(z.string()),
    timeframes: z.array(timeframe),
    horizons: z.array(z.int().positive()),
  }),
  defaultHorizon: z.int().positive(),
  flatBandShare: z.number().positive(),
  intervals: z.record(z.string(), intervalParameters),
  /** What live rows are compared with for drift; a model without it is not watched for drift. */
  reference: featureReference.optional(),
  /** How it was trained and how it did; for people and for the models page. */
  record: z.record(z.string(), z.unknown()),
});
export type TrendCard = z.infer<typeof trendCard>;
