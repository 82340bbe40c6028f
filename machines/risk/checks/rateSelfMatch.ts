import { decimal } from '../../../domain/decimal.ts';
import { deny, missing, pass } from '../answers.ts';
import { printPrice } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';
import type { RiskFacts } from '../RiskFacts.ts';
import type { RiskOrder } from '../RiskInput.ts';

export const rateSelfMatch = defineCheck({
  code: 'rate.selfMatch',
  title: 'No trade with oneself',
  description: 'The order cannot trade against an own order that rests in the book.',
  limitKeys: [],
  exemptsReductions: null,
  assess(facts) {
    const { account } = facts.input;
    const limit = 'none that it could meet';
    if (account === undefined) return missing('Which own orders are open', limit);
    const met = account.openOrders.find((order) => couldMeet(facts, order));
    if (met?.price === undefined) return pass('none', limit, 'The order meets no own order.');
    return deny(
      `own ${met.side} at ${printPrice(decimal(met.price))}`,
      limit,
      `The order could trade with an own ${met.side} at ${printPrice(decimal(met.price))}; cancel that one first or move the price.`,
    );
  },
});

/** A protection does not rest in the book before it is triggered, and an order without a price never rests. */
function couldMeet(facts: RiskFacts, order: RiskOrder): boolean {
  const { terms } = facts.input;
  if (order.instrument !== terms.instrument || order.side === terms.side || order.price === undefined)
    return false;
  if (order.role === 'protection' && order.status !== 'triggered') return false;
  const price = decimal(order.price);
  return terms.side === 'buy'
    ? price.lessThanOrEqualTo(facts.cap())
    : price.greaterThanOrEqualTo(facts.cap());
}
