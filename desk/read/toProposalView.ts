import { CountersignError } from '../../domain/CountersignError.ts';
import { decimal } from '../../domain/decimal.ts';
import type { Revision } from '../../domain/Proposal.ts';
import { quoteAge } from '../../domain/quoteAge.ts';
import type { Verdict } from '../../domain/Verdict.ts';
import type { OrderView, ProposalView } from '../../domain/views.ts';
import type { Desk } from '../Desk.ts';
import type { ProposalState } from '../machineStates.ts';
import { midPrice } from '../risk/equityOf.ts';
import { readLatch } from '../risk/readTradingState.ts';

/** The revision that can be decided: the last one. */
export function newestRevision(proposal: ProposalState['proposal']): Revision {
  const newest = proposal.revisions.at(-1);
  if (!newest) throw new CountersignError('proposal.unassessed', `${proposal.id} has no revision yet`);
  return newest;
}

/** Shows a proposal as it stands, with the market of this moment against what it was shown with. */
export function toProposalView(
  desk: Desk,
  state: ProposalState,
  { verdict, order }: { verdict: Verdict; order: OrderView | null },
): ProposalView {
  const { proposal, status } = state;
  const newest = newestRevision(proposal);
  const { terms } = newest;
  return {
    id: proposal.id,
    revision: newest.number,
    hash: newest.hash,
    status,
    mode: terms.mode,
    account: proposal.account,
    venue: terms.venue,
    instrument: terms.instrument,
    side: terms.side,
    type: terms.type,
    quantity: terms.quantity,
    limitPrice: terms.type === 'limit' ? terms.priceCap : null,
    priceCap: terms.priceCap,
    timeInForce: terms.timeInForce,
    postOnly: terms.postOnly,
    reduceOnly: terms.reduceOnly,
    stop: terms.stop,
    target: terms.target,
    createdAt: proposal.createdAt,
    expiresAt: proposal.expiresAt,
    origin: proposal.origin,
    by: proposal.by,
    run: proposal.run,
    thesis: proposal.thesis,
    evidence: proposal.evidence,
    verdict,
    figures: newest.figures,
    live: showLive(desk, state),
    decisions: proposal.decisions,
    revisions: proposal.revisions,
    order,
  };
}

/** The market of this moment against what was shown, and whether the proposal can be approved in it. */
export function showLive(desk: Desk, state: ProposalState): ProposalView['live'] {
  const newest = newestRevision(state.proposal);
  const { terms, figures } = newest;
  const price = midPrice(desk, terms.instrument);
  const quote = desk.market.quote(terms.instrument);
  const shown = figures && decimal(figures.referencePrice);
  const drift = price && shown ? price.minus(shown).div(shown).times(100) : null;
  const age = quote ? Math.max(0, desk.clock.now() - quote.exchangeTime) : null;
  const blocked = blockedBecause(desk, state, newest, {
    driftPercent: drift?.toNumber() ?? null,
    ageMs: age,
  });
  return {
    price: price?.toString() ?? null,
    driftPercent: drift?.toFixed(2) ?? null,
    maxDriftPercent: desk.limits.maxDriftPercent,
    quoteAgeMs: age,
    canApprove: blocked.length === 0,
    blockedBecause: blocked,
  };
}

/** Why this proposal cannot be approved at this moment, one sentence each; empty when it can. */
function blockedBecause(
  desk: Desk,
  { proposal, status }: ProposalState,
  newest: Revision,
  market: { driftPercent: number | null; ageMs: number | null },
): string[] {
  const now = desk.clock.now();
  const reasons: string[] = [];
  if (status === 'needsReapproval')
    reasons.push('Something changed since it was approved. Refresh it to see the new numbers.');
  else if (status === 'denied') {
    const { denied } = newest.verdict;
    reasons.push(`Blocked by ${denied} ${denied === 1 ? 'check' : 'checks'}.`);
  } else if (status !== 'awaitingApproval')
    reasons.push(`It is ${status} and no longer waits for a decision.`);
  if (now >= proposal.expiresAt && status === 'awaitingApproval') reasons.push('It has expired.');
  if (reasons.length > 0) return reasons;

  if (market.ageMs === null) reasons.push('There is no price yet. Approvals paused.');
  else if (market.ageMs > Math.min(quoteAge.staleMs, desk.limits.maxQuoteAgeSeconds * 1000)) {
    reasons.push(`Price is ${Math.round(market.ageMs / 1000)} s old. Approvals paused.`);
  }
  if (market.driftPercent !== null && Math.abs(market.driftPercent) > desk.limits.maxDriftPercent) {
    reasons.push(
      `The price moved ${market.driftPercent.toFixed(2)}% since this was shown (limit ±${desk.limits.maxDriftPercent}%). Refresh it to see the new numbers.`,
    );
  }
  if (!desk.runtime.reconciled)
    reasons.push('The desk is still comparing its books with the venue. Approvals paused.');
  if (readLatch(desk) && !newest.terms.reduceOnly) reasons.push('The kill switch is on. Rearm it first.');
  if (newest.terms.limitsHash !== desk.limitsHash)
    reasons.push('The limits changed since this was shown. Refresh it.');
  return reasons;
}
