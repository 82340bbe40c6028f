import type { ProposalView } from '../../domain/views.ts';
import type { Desk } from '../Desk.ts';
import { asOrder, orderAddress, type ProposalState } from '../machineStates.ts';
import type { Unit } from '../Runtime.ts';
import { readVerdict } from './readVerdict.ts';
import { toOrderView } from './toOrderView.ts';
import { toProposalView } from './toProposalView.ts';

/** Shows a proposal as it stands, with the order that it led to and what the gate said of it. */
export async function viewProposal(
  desk: Desk,
  unit: Pick<Unit, 'get' | 'repositories'>,
  state: ProposalState,
): Promise<ProposalView> {
  const { proposal } = state;
  const order = proposal.order && (await unit.get(orderAddress(proposal.order)));
  return toProposalView(desk, state, {
    verdict: await readVerdict(desk, unit.repositories.journal, proposal),
    order: order ? toOrderView(asOrder(order)) : null,
  });
}
