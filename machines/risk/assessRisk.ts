import type { CheckResult, Verdict } from '../../domain/Verdict.ts';
import { deny } from './answers.ts';
import type { RiskCheck } from './RiskCheck.ts';
import { type RiskFacts, riskFacts } from './RiskFacts.ts';
import type { RiskInput } from './RiskInput.ts';
import { riskChecks } from './riskChecks.ts';

/**
 * The risk gate: every check in its fixed order, for a proposal at any of the three looks. Pure. What is missing
 * denies, and so does input that a check cannot read; it never throws.
 *
 * @example
 * const verdict = assessRisk(input);
 * if (!verdict.allowed) show(verdict.checks.filter((check) => check.outcome === 'deny'));
 */
export function assessRisk(input: RiskInput): Verdict {
  const facts = riskFacts(input);
  const checks = riskChecks.map((check) => assessOne(check, facts));
  return {
    allowed: checks.every((check) => check.outcome !== 'deny'),
    checks,
    assessedAt: input.now,
  };
}

/** A fault in a check or its input is no licence to trade: it becomes a denial. */
function assessOne(check: RiskCheck, facts: RiskFacts): CheckResult {
  try {
    return check.assess(facts);
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault);
    return {
      code: check.code,
      ...deny(
        'unreadable',
        'readable input',
        `This check could not be worked out (${reason.slice(0, 120)}), so the order is denied; look at the log.`,
      ),
    };
  }
}
