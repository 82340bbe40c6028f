import { z } from 'zod';
import { liveRecord } from './ForecastRecord.ts';

/** One figure of a measurement, with its 95% interval where it has one. */
const modelScore = z.strictObject({
  name: z.string(),
  value: z.number(),
  low: z.number().optional(),
  high: z.number().optional(),
});
export type ModelScore = z.infer<typeof modelScore>;

/** Of the cases in which an outcome was given a probability in a range: what was said, and how often it came. */
const modelReliability = z.strictObject({
  title: z.string(),
  bins: z.array(z.object({ outcome: z.string(), n: z.int().positive(), said: z.number(), came: z.number() })),
});
export type ModelReliability = z.infer<typeof modelReliability>;

/** A model on this desk: what its card says of it, and how it did since. */
export const modelView = z.strictObject({
  kind: z.enum(['trend', 'sentiment']),
  name: z.string(),
  version: z.string(),
  /** One sentence from the card on how far to trust it. */
  caveat: z.string(),
  /** Why the model was refused at the start, so that nothing comes from it; null for one that may speak. */
  refused: z.string().nullable(),
  /** What the card says beyond that, as terms and texts. */
  facts: z.array(z.strictObject({ term: z.string(), text: z.string() })),
  /** What it was measured on before it was shipped, none of which it was trained on. */
  measurements: z.array(z.strictObject({ title: z.string(), n: z.int(), scores: z.array(modelScore) })),
  /** The calibration record of the card. */
  reliability: z.array(modelReliability),
  /** How it did on this desk; null for a model whose answers the market does not score. */
  live: liveRecord.nullable(),
});
export type ModelView = z.infer<typeof modelView>;
