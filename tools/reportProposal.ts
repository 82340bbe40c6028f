import type { Problem } from '../domain/Problem.ts';
import type { ProposalView } from '../domain/views.ts';
import { describeProposal } from './describeProposal.ts';
import type { ToolContext, ToolOutcome } from './Tool.ts';

/** What came of proposing, for the model; puts the card into the answer. */
export function reportProposal(
  context: ToolContext,
  result: { kind: 'proposed'; proposal: ProposalView } | { kind: 'invalid'; problems: Problem[] },
): ToolOutcome<ReturnType<typeof describeProposal>> {
  if (result.kind === 'invalid') {
    const problems = result.problems.map(
      ({ field, found, allowed }) => `${field}: found ${found}, allowed ${allowed}`,
    );
    const message = `It is not a valid order, so no proposal was made and no order was sent. ${problems.join('; ')}.`;
    return { kind: 'refused', code: 'proposal.invalid', message };
  }
  const { proposal } = result;
  context.proposals.push(proposal);
  context.emit({ name: 'proposal', data: { id: proposal.id } });
  return {
    kind: 'done',
    summary: `${proposal.id} ${proposal.side} ${proposal.quantity} ${proposal.instrument} is ${proposal.status}`,
    result: describeProposal(proposal),
  };
}
