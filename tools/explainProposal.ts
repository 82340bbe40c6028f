import { z } from 'zod';
import { listProposals } from '../desk/read/listProposals.ts';
import { readProposal } from '../desk/read/readProposal.ts';
import { proposalId } from '../domain/ids.ts';
import { describeProposal } from './describeProposal.ts';
import { defineTool } from './Tool.ts';

/** Why a proposal stands where it stands; without an id, the last one that the gate denied. */
export const explainProposal = defineTool({
  name: 'explainProposal',
  description:
    'Why a proposal was denied, declined, expired or is waiting: its verdict with the numbers of every check that denied, its decisions and its order. Without an id: the newest denied proposal, or the newest one if none was denied.',
  input: z.strictObject({ proposal: proposalId.optional() }),
  writes: false,
  trusted: true,
  async run({ desk }, { proposal: id }) {
    const proposal = id
      ? await readProposal(desk, id)
      : ((await listProposals(desk, { status: ['denied'], limit: 1 }))[0] ??
        (await listProposals(desk, { limit: 1 }))[0]);
    if (!proposal) {
      const message = id ? `There is no proposal ${id}.` : 'There is no proposal yet, so nothing was denied.';
      return { kind: 'refused' as const, code: 'proposal.none', message };
    }
    const described = describeProposal(proposal);
    return {
      kind: 'read' as const,
      source: "the desk's books",
      exchangeTime: null,
      instruments: [proposal.instrument],
      figures: described.denials.map(({ code, observed }) => ({ name: code, value: observed })),
      summary: `${proposal.id} is ${proposal.status}`,
      result: described,
    };
  },
});
