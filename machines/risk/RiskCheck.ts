import type { Limits } from '../../domain/Limits.ts';
import { type Answer, notApplicable } from './answers.ts';
import type { RiskFacts } from './RiskFacts.ts';

/** One check of the gate, with what the documentation says of it. */
export type RiskCheck = {
  /** `group.check`, stable. */
  readonly code: string;
  readonly title: string;
  /** One sentence: what must hold. */
  readonly description: string;
  /** The limits it reads. */
  readonly limitKeys: readonly (keyof Limits)[];
  /** Why an order that makes a position smaller is not held to it; null when it is. */
  readonly exemptsReductions: string | null;
  assess(facts: RiskFacts): Answer;
};

/** A check that applies the exemption of reducing orders before it looks. */
export function defineCheck(definition: RiskCheck): RiskCheck {
  const { exemptsReductions } = definition;
  if (exemptsReductions === null) return definition;
  const exempt = notApplicable(exemptsReductions);
  return {
    ...definition,
    assess: (facts) => (facts.reduces ? exempt : definition.assess(facts)),
  };
}
