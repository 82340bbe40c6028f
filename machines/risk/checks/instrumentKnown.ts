import { missing, pass } from '../answers.ts';
import { defineCheck } from '../RiskCheck.ts';

export const instrumentKnown = defineCheck({
  code: 'instrument.known',
  title: 'Instrument exists',
  description: 'The venue lists the instrument.',
  limitKeys: [],
  exemptsReductions: null,
  assess({ input }) {
    const { terms, instrument } = input;
    if (instrument === undefined) {
      return missing(`What ${terms.venue} says of ${terms.instrument}`, 'listed by the venue');
    }
    return pass(
      () => `${instrument.id} on ${terms.venue}`,
      'listed by the venue',
      () => `${terms.venue} lists ${instrument.id}.`,
    );
  },
});
