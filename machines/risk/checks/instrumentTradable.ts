import { deny, missing, pass } from '../answers.ts';
import { defineCheck } from '../RiskCheck.ts';

export const instrumentTradable = defineCheck({
  code: 'instrument.tradable',
  title: 'Instrument trades now',
  description: 'The venue has the instrument open for trading.',
  limitKeys: [],
  exemptsReductions: null,
  assess({ input }) {
    const { instrument, terms } = input;
    if (instrument === undefined)
      return missing(`Whether ${terms.instrument} trades now`, 'open for trading');
    return instrument.tradable
      ? pass('open for trading', 'open for trading', () => `${instrument.id} is open for trading.`)
      : deny(
          'closed by the venue',
          'open for trading',
          `${terms.venue} has closed ${instrument.id} for trading; wait until it opens it again.`,
        );
  },
});
