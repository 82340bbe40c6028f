import { deny, pass } from '../answers.ts';
import { defineCheck } from '../RiskCheck.ts';

export const stateDatabase = defineCheck({
  code: 'state.database',
  title: 'Database answers',
  description: 'The database answers, so that the order can be journalled before it is sent.',
  limitKeys: [],
  exemptsReductions: null,
  assess({ input }) {
    return input.state.databaseHealthy
      ? pass('answers', 'answers', 'The database answers.')
      : deny(
          'does not answer',
          'answers',
          'The database does not answer, and what cannot be journalled is not sent; see doctor for the cause.',
        );
  },
});
