import { deny, pass } from '../answers.ts';
import { defineCheck } from '../RiskCheck.ts';

export const stateReconciled = defineCheck({
  code: 'state.reconciled',
  title: 'Reconciled with the venue',
  description: 'Orders, fills and balances were compared with the venue and agree.',
  limitKeys: [],
  exemptsReductions: null,
  assess({ input }) {
    return input.state.reconciled
      ? pass('reconciled', 'reconciled', 'The desk and the venue agree.')
      : deny(
          'not reconciled',
          'reconciled',
          'The desk and the venue have not been compared, or differ, so what is held is not certain; wait until they agree.',
        );
  },
});
