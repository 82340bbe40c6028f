import { z } from 'zod';
import { epochMs } from './schema.ts';

/** `chain`: the configured node. `explorer`: an index of its whole past. `trades`: the storing of public trades. The others are of the crowd. */
export const sourceKind = z.enum([
  'news',
  'social',
  'fearAndGreed',
  'funding',
  'chain',
  'explorer',
  'trades',
]);
export type SourceKind = z.infer<typeof sourceKind>;

/** How one source outside of the desk is. */
export const sourceView = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: sourceKind,
  /** `waiting`: not read yet. `failing`: the last attempt failed; what was read before is still shown, with its age. */
  state: z.enum(['waiting', 'ok', 'failing']),
  /** True when nothing was had from it for three of its intervals. */
  stale: z.boolean(),
  lastTriedAt: epochMs.nullable(),
  lastOkAt: epochMs.nullable(),
  nextAt: epochMs.nullable(),
  /** The source's own time of the newest that it had. */
  newestAt: epochMs.nullable(),
  lastError: z.strictObject({ code: z.string(), message: z.string(), at: epochMs }).nullable(),
  /** Attempts since the start. */
  reads: z.int(),
  failures: z.int(),
  /** What the source says that it still allows; null where it says nothing. */
  budget: z
    .strictObject({ remaining: z.int(), limit: z.int().nullable(), resetAt: epochMs.nullable() })
    .nullable(),
  /** What else there is to say of it. */
  note: z.string().optional(),
});
export type SourceView = z.infer<typeof sourceView>;

/** All sources. `enabled`: whether those of the crowd are switched on. */
export const sourcesView = z.strictObject({ enabled: z.boolean(), sources: z.array(sourceView) });
export type SourcesView = z.infer<typeof sourcesView>;
