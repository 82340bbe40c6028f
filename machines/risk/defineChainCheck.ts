import { type Answer, notApplicable } from './answers.ts';
import type { ChainRisk } from './ChainRisk.ts';
import { defineCheck, type RiskCheck } from './RiskCheck.ts';
import type { RiskFacts } from './RiskFacts.ts';

const notOnChain = notApplicable('The order does not go to a chain.');

/** A check of orders that go to a chain; it does not concern those for a venue. */
export function defineChainCheck(
  definition: Omit<RiskCheck, 'assess'> & { assess(facts: RiskFacts, chain: ChainRisk): Answer },
): RiskCheck {
  return defineCheck({
    ...definition,
    assess(facts) {
      const { chain } = facts.input;
      return chain === undefined ? notOnChain : definition.assess(facts, chain);
    },
  });
}
