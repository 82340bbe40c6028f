import { z } from 'zod';
import { closePosition as close } from '../desk/closePosition.ts';
import { instrumentId } from '../domain/ids.ts';
import { reportProposal } from './reportProposal.ts';
import { defineTool } from './Tool.ts';

/** Proposes to sell a whole position at the market; reduce-only, and approved by a person like any other. */
export const closePosition = defineTool({
  name: 'closePosition',
  description:
    'Propose to close the whole position in one instrument at the market (reduce-only). A person approves it. Your turn ends with it.',
  input: z.strictObject({ instrument: instrumentId }),
  writes: 'propose',
  trusted: true,
  async run(context, { instrument }) {
    const { desk, actor, run, evidence } = context;
    const result = await close(desk, {
      ...{ instrument, actor, run, origin: 'agent' },
      evidence: evidence.forInstrument(instrument),
    });
    return reportProposal(context, result);
  },
});
