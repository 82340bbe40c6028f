import { z } from 'zod';
import { listProposals as list } from '../desk/read/listProposals.ts';
import { proposalStatus } from '../domain/Proposal.ts';
import { describeProposal } from './describeProposal.ts';
import { defineTool } from './Tool.ts';

/** Proposals with what stands against them. */
export const listProposals = defineTool({
  name: 'listProposals',
  description:
    'Proposals, newest first: terms, status, and for a denied one which checks of the risk gate denied it and why.',
  input: z.strictObject({
    status: z.array(proposalStatus).min(1).optional(),
    limit: z.int().min(1).max(20).default(10),
  }),
  writes: false,
  trusted: true,
  async run({ desk }, { status, limit }) {
    const proposals = await list(desk, { ...(status ? { status } : {}), limit });
    return {
      kind: 'read' as const,
      source: "the desk's books",
      exchangeTime: null,
      instruments: [...new Set(proposals.map((proposal) => proposal.instrument))],
      figures: [],
      summary: `${proposals.length} proposal(s)`,
      result: { proposals: proposals.map(describeProposal) },
    };
  },
});
