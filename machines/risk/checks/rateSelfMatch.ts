import { deny, missing, pass } from '../answers.ts';
import { printPrice } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const rateSelfMatch = defineCheck({
  code: 'rate.selfMatch',
  title: 'No trade with oneself',
  description: 'The order cannot trade against an own order that rests in the book.',
  limitKeys: [],
  exemptsReductions: null,
  assess(facts) {
    const { account, terms } = facts.input;
    const limit = 'none that it could meet';
    if (account === undefined) return missing('Which own orders are open', limit);
    const resting = account.orders.instruments.get(terms.instrument)?.resting;
    const best = terms.side === 'buy' ? resting?.sell.at(0) : resting?.buy.at(-1);
    const meets = terms.side === 'buy' ? best?.atMost(facts.cap()) : best?.atLeast(facts.cap());
    if (best === undefined || meets === false) return pass('none', limit, 'The order meets no own order.');
    const own = `own ${terms.side === 'buy' ? 'sell' : 'buy'} at ${printPrice(best)}`;
    return deny(own, limit, `The order could trade with an ${own}; cancel that one first or move the price.`);
  },
});
