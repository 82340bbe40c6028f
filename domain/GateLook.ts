import { z } from 'zod';
import { quote } from './market.ts';
import { decimalString, epochMs } from './schema.ts';
import { checkResult } from './Verdict.ts';

/** A check that passed, and how much of its limit was used, in percent. */
export const tightCheck = z.strictObject({
  code: z.string(),
  observed: z.string(),
  limit: z.string(),
  usedPercent: z.number(),
});
export type TightCheck = z.infer<typeof tightCheck>;

/** One of the gate's looks as it is journalled with what followed from it: what it saw of the market, and its ruling. */
export const gateLook = z.strictObject({
  phase: z.enum(['propose', 'decide', 'send']),
  at: epochMs,
  limitsHash: z.string(),
  allowed: z.boolean(),
  passed: z.int(),
  notApplicable: z.int(),
  denials: z.array(checkResult),
  /** Those of the passed ones that came closest to denying. */
  tightest: z.array(tightCheck),
  quote: quote.nullable(),
  /** Newest bar that was seen: open time (market time) and last price in it. */
  bar: z.strictObject({ ts: epochMs, close: decimalString }).nullable(),
  /** Exchange time of the order book that was seen. */
  bookTime: epochMs.nullable(),
});
export type GateLook = z.infer<typeof gateLook>;
