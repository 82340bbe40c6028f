import type { GateLook } from '../../domain/GateLook.ts';
import { hashOf } from '../../domain/hash.ts';
import type { Verdict } from '../../domain/Verdict.ts';
import type { RiskInput } from './RiskInput.ts';
import { tightestChecks } from './tightestChecks.ts';

const margins = 3;

/** What is journalled of a look of the gate: small, and enough to tell the story of an order. */
export function toGateLook(input: RiskInput, verdict: Verdict): GateLook {
  const { quote, bar, book } = input;
  const count = (outcome: string) => verdict.checks.filter((check) => check.outcome === outcome).length;
  return {
    phase: input.phase,
    at: input.now,
    limitsHash: input.limitsHash,
    allowed: verdict.allowed,
    passed: count('pass'),
    notApplicable: count('notApplicable'),
    denials: verdict.checks.filter((check) => check.outcome === 'deny'),
    tightest: tightestChecks(verdict.checks, margins),
    verdictHash: hashOf(verdict),
    quote: quote ?? null,
    bar: bar ? { ts: bar.ts, close: bar.close } : null,
    bookTime: book?.exchangeTime ?? null,
  };
}
