import { deny, pass } from '../answers.ts';
import { printSeconds } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const authorityExpiry = defineCheck({
  code: 'authority.expiry',
  title: 'Not expired',
  description: 'The proposal has not expired.',
  limitKeys: [],
  exemptsReductions: null,
  assess({ input }) {
    const left = input.terms.expiresAt - input.now;
    return left > 0
      ? pass(() => `${printSeconds(left)} left`, '> 0.0 s left', 'The proposal is still valid.')
      : deny(
          `expired ${printSeconds(-left)} ago`,
          '> 0.0 s left',
          'The proposal has expired and nothing was sent; propose again at today’s price.',
        );
  },
});
