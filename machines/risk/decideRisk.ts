import { type Answer, deny, printAnswer, type Ruling } from './answers.ts';
import type { RiskCheck } from './RiskCheck.ts';
import { type RiskFacts, riskFacts } from './RiskFacts.ts';
import type { RiskInput } from './RiskInput.ts';
import { riskChecks } from './riskChecks.ts';
import { tightestChecks } from './tightestChecks.ts';

/**
 * The risk gate: every check in its fixed order, for a proposal at any of the three looks. Pure. What is missing
 * denies, and so does input that a check cannot read; it never throws. The words are printed when they are asked for.
 *
 * @example
 * const ruling = decideRisk(input);
 * if (!ruling.allowed) show(ruling.denials());
 */
export function decideRisk(input: RiskInput): Ruling {
  const facts = riskFacts(input);
  const answers: Answer[] = [];
  let allowed = true;
  for (const check of riskChecks) {
    const answer = assessOne(check, facts);
    if (answer.outcome === 'deny') allowed = false;
    answers.push(answer);
  }
  const assessedAt = input.now;
  const count = (outcome: Answer['outcome']) =>
    answers.reduce((sum, answer) => (answer.outcome === outcome ? sum + 1 : sum), 0);
  const printed = (isMeant: (answer: Answer) => boolean) =>
    riskChecks.flatMap(({ code }, index) => {
      const answer = answers[index];
      return answer !== undefined && isMeant(answer) ? [printAnswer(code, answer)] : [];
    });
  return {
    allowed,
    passed: count('pass'),
    notApplicable: count('notApplicable'),
    denials: () => printed(({ outcome }) => outcome === 'deny'),
    tightest: (most) => tightestChecks(answers, most),
    verdict: () => ({ allowed, checks: printed(() => true), assessedAt }),
  };
}

/** A fault in a check or its input is no licence to trade: it becomes a denial. */
function assessOne(check: RiskCheck, facts: RiskFacts): Answer {
  try {
    return check.assess(facts);
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault);
    return deny(
      'unreadable',
      'readable input',
      `This check could not be worked out (${reason.slice(0, 120)}), so the order is denied; look at the log.`,
    );
  }
}
