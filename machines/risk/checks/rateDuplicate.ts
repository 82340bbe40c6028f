import { deny, missing, pass } from '../answers.ts';
import { printSeconds } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const rateDuplicate = defineCheck({
  code: 'rate.duplicate',
  title: 'Not sent twice',
  description:
    'No proposal with the same content waits, and no order with the same instrument, side and quantity went out within the window.',
  limitKeys: ['duplicateWindowSeconds'],
  exemptsReductions: null,
  assess(facts) {
    const { account, now, terms } = facts.input;
    const windowMs = facts.count('duplicateWindowSeconds') * 1000;
    const limit = () => `none within ${printSeconds(windowMs)}`;
    if (account === undefined) return missing('Whether the same was proposed or sent before', limit);
    if (account.duplicates > 0)
      return deny(
        `${account.duplicates} waiting with the same content`,
        limit,
        'The same proposal waits already; decide that one, or change this one.',
      );
    const sent = account.orders.instruments.get(terms.instrument)?.sent[terms.side];
    const twin = sent?.newestOf(facts.quantity(), now - windowMs);
    if (twin !== undefined)
      return deny(
        `sent ${printSeconds(Math.max(0, now - twin.at))} ago`,
        limit,
        `The same order went out ${printSeconds(Math.max(0, now - twin.at))} ago; wait, or change the quantity if another one is meant.`,
      );
    return pass('none', limit, 'The same was not proposed or sent lately.');
  },
});
