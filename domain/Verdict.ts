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

/** What came of a verdict, without its words: whether it allowed, and how many checks denied. */
export const verdictOutcome = z.strictObject({
  allowed: z.boolean(),
  denied: z.int(),
  assessedAt: z.int(),
});
export type VerdictOutcome = z.infer<typeof verdictOutcome>;
