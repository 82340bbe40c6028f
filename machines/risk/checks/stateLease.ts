import { deny, pass } from '../answers.ts';
import { defineCheck } from '../RiskCheck.ts';

export const stateLease = defineCheck({
  code: 'state.lease',
  title: 'Sole owner of the account',
  description: 'This process owns the account, so that no other one sends for it.',
  limitKeys: [],
  exemptsReductions: null,
  assess({ input }) {
    return input.state.ownsLease
      ? pass('owned', 'owned', 'This process owns the account.')
      : deny(
          'not owned',
          'owned',
          'Another process may own the account, so this one sends nothing; stop the other, or wait for its lease to end.',
        );
  },
});
