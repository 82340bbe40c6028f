import type { ProposalView } from '../domain/views.ts';

/** What stands under a new proposal in the chat. Written by the desk and not by the model, so that it is true. */
export function closingText(proposal: ProposalView): string {
  const { id, side, quantity, instrument, verdict } = proposal;
  const what = `${id} (${side} ${quantity} ${instrument})`;
  if (proposal.status === 'denied') {
    const denials = verdict.checks.filter((check) => check.outcome === 'deny');
    const lines = denials.map(({ code, message }) => `- \`${code}\`: ${message}`);
    return `${what} was **denied** by the risk gate, so no order was sent:\n\n${lines.join('\n')}\n\nYou can edit it on its card or ask for another one.`;
  }
  if (proposal.status === 'awaitingApproval') {
    const until = new Date(proposal.expiresAt).toISOString().slice(11, 19);
    return `${what} is up and waits for your decision on its card until ${until} UTC. Nothing is sent before you approve it there.`;
  }
  return `${what} is ${proposal.status}.`;
}
