import { proposeOrder as propose } from '../desk/proposeOrder.ts';
import { proposalRequest } from '../domain/Proposal.ts';
import { reportProposal } from './reportProposal.ts';
import { defineTool } from './Tool.ts';

/**
 * The agents' one way towards an order: a proposal with the run's evidence. Who proposes is set here and in the
 * context, never by the model.
 */
export const proposeOrder = defineTool({
  name: 'proposeOrder',
  description:
    'Put an order up for approval by a person. Decimals as strings. Give quantity (base units) or notional (quote units), not both; limitPrice only for a limit order; a stop for every entry; thesis in one to three sentences with the figures you read. Read the quote and the bars first: a proposal without fresh evidence is denied. Your turn ends with it; you cannot approve.',
  input: proposalRequest,
  writes: 'propose',
  trusted: true,
  async run(context, request) {
    const { desk, actor, run, evidence } = context;
    const result = await propose(desk, {
      request,
      actor,
      origin: 'agent',
      run,
      evidence: evidence.forInstrument(request.instrument),
    });
    return reportProposal(context, result);
  },
});
