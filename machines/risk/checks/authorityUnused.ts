import { deny, missing, notApplicable, pass } from '../answers.ts';
import { defineCheck } from '../RiskCheck.ts';

const early = notApplicable('There is no approval yet that could have been used.');

export const authorityUnused = defineCheck({
  code: 'authority.unused',
  title: 'Approval unused',
  description: 'The approval has led to no other order.',
  limitKeys: [],
  exemptsReductions: null,
  assess({ input }) {
    const { authority, phase } = input;
    if (phase === 'propose') return early;
    const limit = 'no other order';
    if (authority === undefined || authority === null)
      return missing('What the approval was used for', limit);
    const { order, judged } = authority;
    return order === null || order === judged
      ? pass(order ?? 'none', limit, 'The approval is used once.')
      : deny(
          order,
          limit,
          () => `The approval was used for ${order} already; propose again if another one is meant.`,
        );
  },
});
