import type { ProposalId } from '../../domain/ids.ts';
import type { ProposalView } from '../../domain/views.ts';
import type { Desk } from '../Desk.ts';
import { asProposal, proposalAddress } from '../machineStates.ts';
import { unitForReads } from './unitForReads.ts';
import { viewProposal } from './viewProposal.ts';

/** One proposal as it stands; undefined when there is none with this id. */
export async function readProposal(desk: Desk, id: ProposalId): Promise<ProposalView | undefined> {
  const unit = unitForReads(desk);
  const stored = await unit.get(proposalAddress(id));
  if (!stored) return undefined;
  return viewProposal(desk, unit, asProposal(stored));
}
