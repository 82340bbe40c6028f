import { deny, missing, notApplicable, pass } from '../answers.ts';
import { defineCheck } from '../RiskCheck.ts';

/** What exchanges take as a client order id. */
const pattern = /^[A-Za-z0-9_-]{1,36}$/;
const limit = 'unused, 1 to 36 letters, digits, - or _';
const noOrder = notApplicable('There is no order yet that would need an id.');

export const instrumentClientId = defineCheck({
  code: 'instrument.clientId',
  title: 'Client order id unused',
  description:
    'The id that the order goes out under is one that venues take and that no other order went out under.',
  limitKeys: [],
  exemptsReductions: null,
  assess({ input }) {
    const { clientOrderId, phase } = input;
    if (phase === 'propose') return noOrder;
    if (clientOrderId === undefined || clientOrderId === null)
      return missing('The id that the order would go out under', limit);
    const { value, used } = clientOrderId;
    if (used)
      return deny(
        `${value.slice(0, 36)}, used`,
        limit,
        'Another order went out under this id, so the venue might take the two for one; propose again.',
      );
    return pattern.test(value)
      ? pass(value, limit, 'The id of the order is its own.')
      : deny(
          `${value.slice(0, 36)} (${value.length} characters)`,
          limit,
          'Venues do not take this id, so an answer about the order could not be told apart; propose again.',
        );
  },
});
