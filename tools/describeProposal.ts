import type { ProposalView } from '../domain/views.ts';

/** The part of a proposal that answers "what is it and what stands against it"; small enough for a model. */
export function describeProposal(proposal: ProposalView) {
  const { id, revision, status, instrument, side, type, quantity, limitPrice, stop, target, reduceOnly } =
    proposal;
  return {
    ...{ id, revision, status, instrument, side, type, quantity, limitPrice, stop, target, reduceOnly },
    createdAt: proposal.createdAt,
    expiresAt: proposal.expiresAt,
    denials: proposal.verdict.checks
      .filter((check) => check.outcome === 'deny')
      .map(({ code, observed, limit, message }) => ({ code, observed, limit, message })),
    decisions: proposal.decisions.map(({ decision, by, at, reason }) => ({
      decision,
      by: by.id,
      at,
      reason,
    })),
    order: proposal.order && {
      id: proposal.order.id,
      status: proposal.order.status,
      reason: proposal.order.reason,
    },
  };
}
