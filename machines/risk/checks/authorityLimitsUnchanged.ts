import { deny, pass } from '../answers.ts';
import { defineCheck } from '../RiskCheck.ts';

export const authorityLimitsUnchanged = defineCheck({
  code: 'authority.limitsUnchanged',
  title: 'Limits unchanged',
  description: 'The limits in force are those under which the terms were made.',
  limitKeys: [],
  exemptsReductions: null,
  assess({ input }) {
    const made = input.terms.limitsHash;
    const limit = () => `limits ${input.limitsHash.slice(0, 8)}`;
    return made !== '' && made === input.limitsHash
      ? pass(() => `limits ${made.slice(0, 8)}`, limit, 'The limits are those that were shown.')
      : deny(
          `limits ${made.slice(0, 8)}`,
          limit,
          'The limits have changed since these terms were made; refresh the proposal so that it is judged by the new ones.',
        );
  },
});
