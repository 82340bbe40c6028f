import { deny, pass } from '../answers.ts';
import { defineCheck } from '../RiskCheck.ts';

export const instrumentAllowed = defineCheck({
  code: 'instrument.allowed',
  title: 'Instrument allowed',
  description: 'The instrument is on the list of the limits.',
  limitKeys: ['instruments'],
  exemptsReductions: 'What is held may be sold also when it is no longer on the list.',
  assess({ input }) {
    const { terms, limits } = input;
    const allowed = () => `one of ${limits.instruments.join(', ')}`;
    return limits.instruments.includes(terms.instrument)
      ? pass(terms.instrument, allowed, () => `The limits allow ${terms.instrument}.`)
      : deny(
          terms.instrument,
          allowed,
          () =>
            `The limits do not allow ${terms.instrument}; choose ${allowed()}, or have the limits changed.`,
        );
  },
});
