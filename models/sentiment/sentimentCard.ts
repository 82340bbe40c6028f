import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const sentimentLabel = z.enum(['negative', 'neutral', 'positive']);
export type SentimentLabel = z.infer<typeof sentimentLabel>;

/** What comes with a sentiment model and is checked before it may speak. */
export const sentimentCard = z.strictObject({
  name: z.string().min(1),
  version: z.string().min(1),
  /** One sentence that travels with every answer. */
  caveat: z.string().min(1),
  onnx: z.strictObject({ file: z.string(), sha256, bytes: z.int() }),
  tokenizer: z.strictObject({ file: z.string(), sha256 }),
  /** Meaning of the model's outputs, in their order. */
  labels: z.array(sentimentLabel).length(3),
  /** Longer texts are cut; what was cut off is not read. */
  maxTokens: z.int().positive(),
  /** A sign whose opposite is likelier than this is not stated (`statedSentiment`). */
  mostOpposite: z.number().positive().max(0.5),
  /** How it was trained and how it did. */
  record: z.record(z.string(), z.unknown()),
});
export type SentimentCard = z.infer<typeof sentimentCard>;
