import { z } from 'zod';
import { closePosition as close } from '../desk/closePosition.ts';
import { proposeOrder } from '../desk/proposeOrder.ts';
import { instrumentId } from '../domain/ids.ts';
import type { ProposalRequest } from '../domain/Proposal.ts';
import { positiveDecimal } from '../domain/schema.ts';
import { reportProposal } from './reportProposal.ts';
import { defineTool } from './Tool.ts';

/** Proposes to sell a position, or part of it; reduce-only, and approved by a person like any other. */
export const closePosition = defineTool({
  name: 'closePosition',
  description:
    'Propose to close a position (reduce-only): all of it at the market, or with `quantity` (base units) a part of it, or with `limitPrice` not below a price. A person approves it. Your turn ends with it.',
  input: z.strictObject({
    instrument: instrumentId,
    quantity: positiveDecimal.optional(),
    limitPrice: positiveDecimal.optional(),
    thesis: z.string().max(2000).optional(),
  }),
  writes: 'propose',
  trusted: true,
  async run(context, { instrument, quantity, limitPrice, thesis }) {
    const { desk, actor, run } = context;
    const proposer = {
      actor,
      run,
      origin: 'agent',
      evidence: context.evidence.forInstrument(instrument),
    } as const;
    if (quantity === undefined) {
      if (limitPrice === undefined)
        return reportProposal(context, await close(desk, { instrument, ...proposer }));
      const message = 'A limit price needs the quantity to sell. Nothing was proposed.';
      return { kind: 'refused' as const, code: 'close.noQuantity', message };
    }
    const request: ProposalRequest = {
      instrument,
      side: 'sell',
      type: limitPrice === undefined ? 'market' : 'limit',
      quantity,
      reduceOnly: true,
      ...(limitPrice === undefined ? {} : { limitPrice }),
      ...(thesis === undefined ? {} : { thesis }),
    };
    return reportProposal(context, await proposeOrder(desk, { request, ...proposer }));
  },
});
