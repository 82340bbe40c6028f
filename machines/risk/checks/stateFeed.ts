import { deny, pass } from '../answers.ts';
import { defineCheck } from '../RiskCheck.ts';

export const stateFeed = defineCheck({
  code: 'state.feed',
  title: 'Market feed live',
  description: 'The market feed is live.',
  limitKeys: [],
  exemptsReductions: null,
  assess({ input }) {
    return input.state.feedLive
      ? pass('live', 'live', 'The market feed is live.')
      : deny('not live', 'live', 'The market feed is down, so prices are not known; wait until it is back.');
  },
});
