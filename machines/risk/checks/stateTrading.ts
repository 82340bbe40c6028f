import { deny, pass } from '../answers.ts';
import { defineCheck } from '../RiskCheck.ts';

export const stateTrading = defineCheck({
  code: 'state.trading',
  title: 'Trading state',
  description:
    'Entries need an active desk with the kill switch armed. Orders that reduce a position also pass while it is reducing or killed; halted lets nothing out.',
  limitKeys: [],
  exemptsReductions: null,
  assess(facts) {
    const { tradingState, killed } = facts.input.state;
    const observed = killed === null ? tradingState : () => `${tradingState}, killed (${killed})`;
    const limit = facts.reduces ? 'active or reducing' : 'active, not killed';
    if (tradingState === 'halted')
      return deny(
        observed,
        limit,
        'Trading is halted, so nothing goes out; a person has to clear the cause, or flatten by the kill switch.',
      );
    if (facts.reduces) return pass(observed, limit, 'Orders that reduce a position may go out.');
    if (killed !== null)
      return deny(
        observed,
        limit,
        'The kill switch has stopped entries; a person has to rearm it with a reason.',
      );
    if (tradingState === 'reducing')
      return deny(
        observed,
        limit,
        'Only orders that reduce a position may go out now; see the risk panel for the cause.',
      );
    return pass(observed, limit, 'The desk trades.');
  },
});
