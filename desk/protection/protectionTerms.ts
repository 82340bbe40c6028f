import type { InstrumentId } from '../../domain/ids.ts';
import type { Position } from '../../domain/Position.ts';
import type { Protection, ProtectionTerms } from '../../machines/protection/Protection.ts';
import type { Desk } from '../Desk.ts';
import { asProposal, type OrderState, proposalAddress, protectionAddress } from '../machineStates.ts';
import { listOrderStates } from '../orders/listOrderStates.ts';
import type { Unit } from '../Runtime.ts';
import { newestRevision } from '../read/toProposalView.ts';

const furthestBack = 500;

/** Stop and target that an instrument's position is protected with; null where it has none. */
export async function protectionTerms(
  unit: Pick<Unit, 'get'>,
  instrument: InstrumentId,
): Promise<ProtectionTerms | null> {
  const stored = await unit.get(protectionAddress(instrument));
  return (stored?.context as Protection | undefined)?.terms ?? null;
}

/** What an order was approved with as stop and target, if it is an entry that traded; null otherwise. */
export async function entryTerms(
  unit: Pick<Unit, 'get'>,
  { order: { intent, fills } }: OrderState,
): Promise<ProtectionTerms | null> {
  if (intent.role !== 'entry' || fills.length === 0 || !intent.proposal) return null;
  const stored = await unit.get(proposalAddress(intent.proposal));
  const terms = stored && newestRevision(asProposal(stored).proposal).terms;
  return terms?.stop ? { stop: terms.stop, target: terms.target, enteredAt: intent.createdAt } : null;
}

/** The same of the newest entry that traded into a position, among the newest orders. */
export async function findTerms(
  desk: Desk,
  unit: Pick<Unit, 'get' | 'repositories'>,
  { instrument, openedAt }: Position,
): Promise<ProtectionTerms | null> {
  for (const state of await listOrderStates(desk, unit.repositories, { limit: furthestBack })) {
    const { intent, fills } = state.order;
    // The stop of a position that was closed before says nothing of this one.
    const isOfIt = intent.instrument === instrument && fills.some(({ at }) => at >= (openedAt ?? 0));
    const terms = isOfIt ? await entryTerms(unit, state) : null;
    if (terms) return terms;
  }
  return null;
}
