import type { ProposalStatus } from '../../domain/Proposal.ts';
import type { ProposalView } from '../../domain/views.ts';
import type { Desk } from '../Desk.ts';
import { asProposal, fromRecord } from '../machineStates.ts';
import { unitForReads } from './unitForReads.ts';
import { viewProposal } from './viewProposal.ts';

/** Proposals, newest first. */
export async function listProposals(
  desk: Desk,
  filter: { status?: readonly ProposalStatus[]; limit?: number } = {},
): Promise<ProposalView[]> {
  const unit = unitForReads(desk);
  const records = await unit.repositories.machines.list({
    account: desk.account,
    machine: 'proposal@1',
    limit: filter.limit ?? 100,
    ...(filter.status && { states: filter.status }),
  });
  return Promise.all(
    records
      .map((record) => asProposal(fromRecord(record)))
      .filter((state) => state.proposal.revisions.length > 0)
      .map((state) => viewProposal(desk, unit, state)),
  );
}
