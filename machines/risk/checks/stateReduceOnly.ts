import { Exact } from '../../../domain/Exact.ts';
import { deny, missing, notApplicable, pass } from '../answers.ts';
import { printQuantity } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const stateReduceOnly = defineCheck({
  code: 'state.reduceOnly',
  title: 'Reduce-only reduces',
  description: 'An order marked reduce-only sells, and no more than what is held.',
  limitKeys: [],
  exemptsReductions: null,
  assess(facts) {
    const { account, terms } = facts.input;
    if (!terms.reduceOnly) return notApplicable('The order is not marked reduce-only.');
    if (account === undefined) return missing(`The position in ${facts.base}`, 'a smaller position');
    const held = Exact.of(facts.holding()?.quantity ?? '0');
    const limit = () => `≤ ${printQuantity(held, facts.base)} held`;
    const observed = () => `${terms.side} ${printQuantity(facts.quantity(), facts.base)}`;
    if (terms.side === 'buy')
      return deny(
        observed,
        limit,
        'A buy makes a spot position larger, so it cannot be reduce-only; sell instead, or take the mark off.',
      );
    return facts.quantity().atMost(held)
      ? pass(observed, limit, 'The order makes the position smaller.')
      : deny(
          observed,
          limit,
          () => `That is more than is held; sell ${printQuantity(held, facts.base)} or less.`,
        );
  },
});
