import { z } from 'zod';
import { evidenceId, runId } from './ids.ts';
import { epochMs } from './schema.ts';

/** A figure that a proposal may lean on: `name` as the tool names it, `value` as printed. */
export const evidenceFigure = z.strictObject({ name: z.string(), value: z.string() });
export type EvidenceFigure = z.infer<typeof evidenceFigure>;

/** Name of the figure in which a model's answer states how the model does live: `tooFew`, `asCard` or `degraded`. */
export const modelStateFigure = 'model.state';

/** A tool result, stored before the model sees it. The body lies in the document store under the same id. */
export const evidence = z.strictObject({
  id: evidenceId,
  run: runId,
  tool: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  /** Human name of where it came from, e.g. `"Simulated venue"`, `"Kraken"`. */
  source: z.string(),
  observedAt: epochMs,
  /** The source's own time for the fact; null where it gives none. */
  exchangeTime: epochMs.nullable(),
  hash: z.string(),
  /** False for text from news, social media, token names and chain data. */
  trusted: z.boolean(),
  /** The result as the model saw it. */
  result: z.unknown(),
  /** Figures by name, for grounding what an agent states. */
  figures: z.array(evidenceFigure),
});
export type Evidence = z.infer<typeof evidence>;

/** What a proposal carries of a piece of evidence. */
export const evidenceRef = z.strictObject({
  id: evidenceId,
  tool: z.string(),
  source: z.string(),
  observedAt: epochMs,
  exchangeTime: epochMs.nullable(),
  trusted: z.boolean(),
  /** One line for the card, e.g. `"last 67,301.5"`. */
  summary: z.string(),
  figures: z.array(evidenceFigure),
  /** `hash` of the evidence, which seals its body with the proposal. */
  hash: z.string().optional(),
});
export type EvidenceRef = z.infer<typeof evidenceRef>;
