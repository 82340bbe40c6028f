import type { ProposalState } from '../machineStates.ts';

/** Who decided what and when, for the second of two decisions. */
export function alreadyDecided({ proposal, status }: ProposalState): string {
  const last = proposal.decisions.at(-1);
  return last
    ? `${proposal.id} is ${status}: ${last.by.id} (${last.by.channel}) did ${last.decision} at ${new Date(last.at).toISOString()}.`
    : `${proposal.id} is ${status} and takes no such decision.`;
}
