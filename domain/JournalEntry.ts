import { z } from 'zod';
import { actor } from './actor.ts';
import { accountId } from './ids.ts';
import { epochMs } from './schema.ts';

/** A fact to be journalled, before it has its place in the chain. `type` is `subject.happened`. */
export const journalFact = z.strictObject({
  account: accountId,
  type: z.string().regex(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/),
  /** What it is about: a proposal's, order's or account's id. */
  subject: z.string(),
  actor,
  at: epochMs,
  data: z.record(z.string(), z.unknown()),
});
export type JournalFact = z.infer<typeof journalFact>;

/** An entry of the append-only journal. `hash` covers the whole entry but itself, `previous` is the last one's. */
export const journalEntry = journalFact.extend({
  sequence: z.int().positive(),
  previous: z.string(),
  hash: z.string(),
});
export type JournalEntry = z.infer<typeof journalEntry>;
