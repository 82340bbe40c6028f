import type { ProposalId } from '../../domain/ids.ts';
import type { OverrideCourse, OverrideRecord } from '../../domain/Override.ts';
import type { Revision } from '../../domain/Proposal.ts';
import { beginWhatIf } from '../../domain/whatIf.ts';
import type { Desk } from '../Desk.ts';
import { asProposal, proposalAddress } from '../machineStates.ts';
import { unitForReads } from '../read/unitForReads.ts';
import { gatherMarket, type MarketInputs } from '../risk/gatherMarket.ts';
import { finestTimeframe } from './finestTimeframe.ts';
import { momentOf } from './momentOf.ts';
import type { OverrideStore } from './overrideStore.ts';
import { type Ruling, rulingOf } from './rulingOf.ts';

/**
 * Keeps how a proposal was overruled together with the market of that moment. To be called right after something
 * happened to it; doing it again changes nothing.
 */
export async function noteOverride(desk: Desk, store: OverrideStore, id: ProposalId): Promise<void> {
  const stored = await unitForReads(desk).get(proposalAddress(id));
  if (!stored) return;
  const state = asProposal(stored);
  if (state.proposal.revisions.length === 0) return;
  const { asked, edited, ...ruling } = rulingOf(state);
  const known = await store.get(id);
  if (!known && ruling.kind === 'followed') return;
  if (known && isNoted(known, { ...ruling, asked, edited })) return;
  const market = await gatherMarket(desk, asked.terms.instrument);
  const course = (revision: Revision) => courseOf(desk, revision, market, ruling.decidedAt);
  await store.put({
    proposal: id,
    instrument: asked.terms.instrument,
    origin: state.proposal.origin,
    by: state.proposal.by,
    ...ruling,
    asked: course(asked),
    edited: edited && course(edited),
  });
}

function isNoted(known: OverrideRecord, { kind, asked, edited }: Ruling): boolean {
  return (
    known.kind === kind && known.asked.revision === asked.number && known.edited?.revision === edited?.number
  );
}

function courseOf(desk: Desk, revision: Revision, market: MarketInputs, decidedAt: number): OverrideCourse {
  const order = momentOf(desk, revision, market, decidedAt);
  return {
    revision: revision.number,
    order,
    state: order
      ? beginWhatIf(order, finestTimeframe(desk))
      : { kind: 'unknown', reason: 'There was no fresh price when it was decided.' },
  };
}
