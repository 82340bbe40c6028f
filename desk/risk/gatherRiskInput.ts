import type { Origin } from '../../domain/actor.ts';
import type { DecimalString } from '../../domain/decimal.ts';
import type { EvidenceRef } from '../../domain/Evidence.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { ProposalTerms } from '../../domain/Proposal.ts';
import type { RiskInput } from '../../machines/risk/RiskInput.ts';
import type { Desk } from '../Desk.ts';
import type { Unit } from '../Runtime.ts';
import { gatherAccount } from './gatherAccount.ts';
import type { MarketInputs } from './gatherMarket.ts';
import { readTradingState } from './readTradingState.ts';

/** What is to be judged, and at which of the three looks. */
export type Judged = {
  phase: RiskInput['phase'];
  terms: ProposalTerms;
  origin: Origin;
  evidence: readonly EvidenceRef[];
  shownPrice: DecimalString | null;
  order?: OrderId;
};

/** Gathers what the gate looks at: the market, and the account as it stands inside this unit of work. */
export async function gatherRiskInput(
  desk: Desk,
  unit: Unit,
  market: MarketInputs,
  judged: Judged,
): Promise<RiskInput> {
  return {
    now: unit.now,
    phase: judged.phase,
    terms: judged.terms,
    origin: judged.origin,
    limits: desk.limits,
    limitsHash: desk.limitsHash,
    ...market,
    account: await gatherAccount(desk, unit.repositories, judged),
    state: await readTradingState(desk, unit),
    evidence: judged.evidence,
    shownPrice: judged.shownPrice,
  };
}
