import { Exact } from '../../../domain/Exact.ts';
import { deny, missing, pass } from '../answers.ts';
import { printQuantity } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

const zero = Exact.of('0');

export const rateParent = defineCheck({
  code: 'rate.parent',
  title: 'No more than was approved',
  description:
    'What all orders of one proposal have filled and may still fill is together at most the quantity that was approved.',
  limitKeys: [],
  exemptsReductions: null,
  assess(facts) {
    const { account, terms } = facts.input;
    const approved = facts.quantity();
    const limit = () => `≤ ${printQuantity(approved, facts.base)} approved`;
    if (account === undefined) return missing('What this proposal’s orders have traded already', limit);
    const claimed = account.orders.claimed.get(terms.proposal) ?? zero;
    const together = claimed.plus(approved);
    const observed = () => `${printQuantity(together, facts.base)} in all`;
    return together.atMost(approved)
      ? pass(observed, limit, 'The orders of this proposal stay within what was approved.')
      : deny(
          observed,
          limit,
          () =>
            `Orders of this proposal have traded or may still trade ${printQuantity(claimed, facts.base)}; cancel them, or propose what is missing anew.`,
        );
  },
});
