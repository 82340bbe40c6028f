import { z } from 'zod';

/** What one check of the gate found. `observed` and `limit` are printed numbers with their units. */
export const checkResult = z.strictObject({
  /** `group.check`, e.g. `size.notional`; stable, documented in the README's generated table. */
  code: z.string(),
  outcome: z.enum(['pass', 'deny', 'notApplicable']),
  /** What was measured, e.g. `"9.91% of equity"`. */
  observed: z.string(),
  /** What is allowed, e.g. `"≤ 10.00% of equity"`. */
  limit: z.string(),
  /** One sentence for a person; on a denial says what to change. */
  message: z.string(),
});
export type CheckResult = z.infer<typeof checkResult>;

/** The gate's ruling: every check in its fixed order. `allowed` only if none denies. */
export const verdict = z.strictObject({
  allowed: z.boolean(),
  checks: z.array(checkResult),
  assessedAt: z.int(),
});
export type Verdict = z.infer<typeof verdict>;

const rows = z.strictObject({
  allowed: z.boolean(),
  /** Code, outcome, message, observed, limit; where a check does not concern the order nothing was observed. */
  checks: z.array(
    z.union([
      z.tuple([z.string(), z.literal('notApplicable'), z.string()]),
      z.tuple([z.string(), z.enum(['pass', 'deny']), z.string(), z.string(), z.string()]),
    ]),
  ),
  assessedAt: z.int(),
});
/** A verdict as the journal keeps it: a row a check, without the names of the columns in each of them. */
export type VerdictRows = z.infer<typeof rows>;

export function toRows({ allowed, checks, assessedAt }: Verdict): VerdictRows {
  return {
    allowed,
    checks: checks.map(({ code, outcome, message, observed, limit }) =>
      outcome === 'notApplicable' ? [code, outcome, message] : [code, outcome, message, observed, limit],
    ),
    assessedAt,
  };
}

/** Reads a journalled verdict, also one that was written with its checks as objects. */
export const journalledVerdict = z.union([
  rows.transform(
    ({ allowed, checks, assessedAt }): Verdict => ({
      allowed,
      checks: checks.map(([code, outcome, message, observed = '–', limit = '–']) => ({
        code,
        outcome,
        observed,
        limit,
        message,
      })),
      assessedAt,
    }),
  ),
  verdict,
]);

/** What came of a verdict, without its words: whether it allowed, and how many checks denied. */
export const verdictOutcome = z.strictObject({
  allowed: z.boolean(),
  denied: z.int(),
  assessedAt: z.int(),
});
export type VerdictOutcome = z.infer<typeof verdictOutcome>;
