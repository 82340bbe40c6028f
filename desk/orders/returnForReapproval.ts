import { deskActor } from '../../domain/actor.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { Decision } from '../../domain/Proposal.ts';
import type { Desk } from '../Desk.ts';
import { asOrder, asProposal, orderAddress, proposalAddress } from '../machineStates.ts';
import { newestRevision } from '../read/toProposalView.ts';

/** Hands a proposal whose order never traded back to the person, with the reason. */
export async function returnForReapproval(desk: Desk, params: { order: OrderId }): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => {
    const stored = await unit.get(orderAddress(params.order));
    const proposalId = stored && asOrder(stored).order.intent.proposal;
    if (!stored || !proposalId) return;
    const found = await unit.get(proposalAddress(proposalId));
    if (!found) return;
    const { proposal } = asProposal(found);
    if (proposal.order !== params.order) return;
    const newest = newestRevision(proposal);
    const decision: Decision = {
      decision: 'recheck',
      by: deskActor,
      at: unit.now,
      revision: newest.number,
      hash: newest.hash,
      reason: asOrder(stored).order.reason,
    };
    await unit.tell(proposalAddress(proposalId), { type: 'intent.lapsed', decision }, deskActor);
  });
}
