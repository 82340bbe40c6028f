import type { Verdict } from '../../domain/Verdict.ts';
import { decideRisk } from './decideRisk.ts';
import type { RiskInput } from './RiskInput.ts';

/**
 * The gate's whole verdict in words, for storing and showing. Where only the outcome counts, `decideRisk` is several
 * times faster.
 *
 * @example
 * const verdict = assessRisk(input);
 * if (!verdict.allowed) show(verdict.checks.filter((check) => check.outcome === 'deny'));
 */
export function assessRisk(input: RiskInput): Verdict {
  return decideRisk(input).verdict();
}
