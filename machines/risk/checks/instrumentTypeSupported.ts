import type { Instrument } from '../../../domain/Instrument.ts';
import type { ProposalTerms } from '../../../domain/Proposal.ts';
import { deny, missing, pass } from '../answers.ts';
import { defineCheck } from '../RiskCheck.ts';

export const instrumentTypeSupported = defineCheck({
  code: 'instrument.typeSupported',
  title: 'Order type supported',
  description:
    'The venue takes this order type with this time in force. A market order goes out as a limit order at its cap that never rests.',
  limitKeys: [],
  exemptsReductions: null,
  assess({ input }) {
    const { instrument, terms } = input;
    if (instrument === undefined)
      return missing(`Which order types ${terms.instrument} takes`, 'supported by the venue');
    const observed = () => `${terms.postOnly ? 'post-only ' : ''}${terms.type}, ${terms.timeInForce}`;
    const problem = problemOf(terms, instrument);
    return problem === null
      ? pass(observed, 'supported by the venue', () => `${terms.venue} takes this order type.`)
      : deny(observed, 'supported by the venue', problem);
  },
});

function problemOf(terms: ProposalTerms, instrument: Instrument): string | null {
  if (terms.type === 'market' && terms.timeInForce === 'gtc')
    return 'A market order may not rest at its cap; use immediate-or-cancel (ioc) or fill-or-kill (fok).';
  if (terms.postOnly && terms.timeInForce !== 'gtc')
    return 'A post-only order has to be able to rest; use a limit order that is good till cancelled (gtc).';
  const needed = terms.postOnly ? 'postOnly' : 'limit';
  if (!instrument.orderTypes.includes(needed))
    return `${terms.venue} takes no ${needed} orders for ${instrument.id}; it takes ${instrument.orderTypes.join(', ')}.`;
  if (!instrument.timeInForce.includes(terms.timeInForce))
    return `${terms.venue} does not take ${terms.timeInForce} for ${instrument.id}; it takes ${instrument.timeInForce.join(', ')}.`;
  return null;
}
