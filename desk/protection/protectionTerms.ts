import type { InstrumentId } from '../../domain/ids.ts';
import type { Desk } from '../Desk.ts';
import { asProposal, proposalAddress } from '../machineStates.ts';
import { listOrderStates } from '../orders/listOrderStates.ts';
import type { Unit } from '../Runtime.ts';
import { newestRevision } from '../read/toProposalView.ts';
import type { ProtectionTerms } from './wantedProtection.ts';

/** Stop and target of the newest entry of an instrument that traded; both null when there is none. */
export async function protectionTerms(
  desk: Desk,
  unit: Pick<Unit, 'get' | 'repositories'>,
  instrument: InstrumentId,
): Promise<ProtectionTerms> {
  const entries = (await listOrderStates(desk, unit.repositories, { limit: 500 })).filter(
    ({ order }) =>
      order.intent.instrument === instrument && order.intent.role === 'entry' && order.fills.length > 0,
  );
  for (const { order } of entries) {
    const stored = order.intent.proposal && (await unit.get(proposalAddress(order.intent.proposal)));
    if (!stored) continue;
    const { terms } = newestRevision(asProposal(stored).proposal);
    if (terms.stop) return { stop: terms.stop, target: terms.target };
  }
  return { stop: null, target: null };
}
