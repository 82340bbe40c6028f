import { z } from 'zod';
import { actor, origin } from './actor.ts';
import { instrumentId, proposalId } from './ids.ts';
import { decimalString, epochMs } from './schema.ts';
import { whatIf, whatIfState } from './whatIf.ts';

/**
 * How a proposal was overruled. `followed`: it was not in the end, and is kept only because it once looked as if.
 * `denied` is the gate's ruling and counted apart.
 */
export const overrideKind = z.enum(['declined', 'edited', 'expired', 'denied', 'followed']);
export type OverrideKind = z.infer<typeof overrideKind>;

/** One course of events: the order of a revision, and what would have become of it. */
export const overrideCourse = z.strictObject({
  revision: z.int().positive(),
  /** Null where nothing was kept of the market of that moment. */
  order: whatIf.nullable(),
  state: whatIfState,
});
export type OverrideCourse = z.infer<typeof overrideCourse>;

/** A proposal that was overruled, as it is stored and followed. */
export const overrideRecord = z.strictObject({
  proposal: proposalId,
  kind: overrideKind,
  instrument: instrumentId,
  origin,
  by: actor,
  /** The person who overruled it; null where nobody did: it expired, or the gate denied it. */
  decidedBy: actor.nullable(),
  decidedAt: epochMs,
  reason: z.string().nullable(),
  /** As it was asked for, before any edit for an edited one. */
  asked: overrideCourse,
  /** As it was sent, for an edited one. */
  edited: overrideCourse.nullable(),
});
export type OverrideRecord = z.infer<typeof overrideRecord>;

const course = z.strictObject({
  revision: z.int(),
  type: z.enum(['market', 'limit']),
  quantity: decimalString,
  state: z.enum(['waiting', 'held', 'stopped', 'tookProfit', 'timedOut', 'missed', 'unknown']),
  entryPrice: decimalString.nullable(),
  exitPrice: decimalString.nullable(),
  fees: decimalString.nullable(),
  /** Quote units after fees; of what is held at the present bid. Null where it cannot be told. */
  profit: decimalString.nullable(),
  reason: z.string().nullable(),
});
export type CourseView = z.infer<typeof course>;

export const overrideView = z.strictObject({
  proposal: proposalId,
  kind: overrideKind,
  instrument: instrumentId,
  side: z.enum(['buy', 'sell']).nullable(),
  origin,
  by: actor,
  decidedBy: actor.nullable(),
  decidedAt: epochMs,
  reason: z.string().nullable(),
  asked: course,
  edited: course.nullable(),
  /** What the ruling made better (or worse, with a minus) than what was asked for, in quote units. */
  difference: decimalString.nullable(),
  /** Whether nothing can change it any more. */
  final: z.boolean(),
  /** Who was right, or is so far; null where it cannot be told or made no difference. */
  right: z.enum(['proposer', 'decider']).nullable(),
});
export type OverrideView = z.infer<typeof overrideView>;

/** Sums of one proposer or one person who decides. `made` is in their favour when positive. */
export const overrideSum = z.strictObject({
  id: z.string(),
  origin: origin.nullable(),
  proposals: z.int(),
  right: z.int(),
  wrong: z.int(),
  unknown: z.int(),
  /** Of those that are final, and of those that are not. */
  made: decimalString,
  madeSoFar: decimalString,
});
export type OverrideSum = z.infer<typeof overrideSum>;

export const overridesView = z.strictObject({
  currency: z.string(),
  asOf: epochMs,
  /** Newest first; those that the gate denied are among them and in no sum but `gate`. */
  overrides: z.array(overrideView),
  proposers: z.array(overrideSum),
  deciders: z.array(overrideSum),
  gate: overrideSum,
  /** What the figures assume, one sentence each. */
  assumes: z.array(z.string()),
});
export type OverridesView = z.infer<typeof overridesView>;
