import type { Limits } from '../../domain/Limits.ts';
import type { CheckResult } from '../../domain/Verdict.ts';
import { notApplicable } from './answers.ts';
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
  assess(facts: RiskFacts): CheckResult;
};

type Definition = Omit<RiskCheck, 'assess'> & { assess(facts: RiskFacts): Omit<CheckResult, 'code'> };

/** Ties an assessment to its code and applies the exemption of reducing orders. */
export function defineCheck(definition: Definition): RiskCheck {
  const { code, exemptsReductions } = definition;
  return {
    ...definition,
    assess(facts) {
      const exempt = facts.reduces && exemptsReductions !== null;
      return { code, ...(exempt ? notApplicable(exemptsReductions) : definition.assess(facts)) };
    },
  };
}
