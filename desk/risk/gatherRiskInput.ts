import type { Actor, Origin } from '../../domain/actor.ts';
import type { DecimalString } from '../../domain/decimal.ts';
import type { EvidenceRef } from '../../domain/Evidence.ts';
import { hashOf } from '../../domain/hash.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { Proposal, ProposalTerms } from '../../domain/Proposal.ts';
import type { RiskAuthority, RiskInput } from '../../machines/risk/RiskInput.ts';
import type { Desk } from '../Desk.ts';
import { orderAddress } from '../machineStates.ts';
import { orderIdOf } from '../orders/clientOrderId.ts';
import type { Unit } from '../Runtime.ts';
import { newestRevision } from '../read/toProposalView.ts';
import { gatherAccount } from './gatherAccount.ts';
import type { MarketInputs } from './gatherMarket.ts';
import { readTradingState } from './readTradingState.ts';

/** What is to be judged, and at which of the three looks. */
export type Judged =
  | {
      phase: 'propose';
      terms: ProposalTerms;
      origin: Origin;
      by: Actor;
      evidence: readonly EvidenceRef[];
    }
  | {
      phase: 'decide' | 'send';
      /** As it stands, with the decision that is being made. */
      proposal: Proposal;
      /** The order that would come or came of it; it exists already when it is to be sent. */
      order: { id: OrderId; clientOrderId: string };
    };

/** Gathers what the gate looks at: the market, and the account as it stands inside this unit of work. */
export async function gatherRiskInput(
  desk: Desk,
  unit: Unit,
  market: MarketInputs,
  judged: Judged,
): Promise<RiskInput> {
  const { terms, order, ...about } =
    judged.phase === 'propose' ? aboutRequest(judged) : aboutProposal(unit, judged);
  return {
    now: unit.now,
    terms,
    limits: desk.limits,
    limitsHash: desk.limitsHash,
    ...market,
    account: await gatherAccount(desk, unit, { terms, ...(order && { order }) }),
    state: await readTradingState(desk, unit),
    ...about,
  };
}

type About = Pick<
  RiskInput,
  'phase' | 'terms' | 'origin' | 'by' | 'evidence' | 'shownPrice' | 'authority' | 'clientOrderId'
> & { order?: OrderId };

function aboutRequest(judged: Extract<Judged, { phase: 'propose' }>): About {
  return { ...judged, shownPrice: null, authority: null, clientOrderId: null };
}

function aboutProposal(unit: Unit, { phase, proposal, order }: Exclude<Judged, { phase: 'propose' }>): About {
  const newest = newestRevision(proposal);
  const shownPrice: DecimalString | null = newest.figures?.referencePrice ?? null;
  const isSent = phase === 'send';
  return {
    phase,
    terms: newest.terms,
    origin: proposal.origin,
    by: proposal.by,
    evidence: proposal.evidence,
    shownPrice,
    authority: authorityOf(proposal, isSent ? order.id : null),
    clientOrderId: {
      value: order.clientOrderId,
      used: isUsed(unit, order.clientOrderId, isSent ? order.id : null),
    },
    ...(isSent && { order: order.id }),
  };
}

function authorityOf(proposal: Proposal, judged: OrderId | null): RiskAuthority {
  const { number, terms } = newestRevision(proposal);
  // Taken over the terms again, so that terms that were changed behind the approval's back do not pass under it.
  return {
    revision: number,
    hash: hashOf(terms),
    decisions: proposal.decisions,
    order: proposal.order,
    judged,
  };
}

/** Whether an order other than `own` has this client order id, which is derived from an order's id. */
function isUsed(unit: Unit, clientOrderId: string, own: OrderId | null): boolean {
  const owner = orderIdOf(clientOrderId);
  return owner !== undefined && owner !== own && unit.knows(orderAddress(owner));
}
