import type { Actor } from '../domain/actor.ts';
import type { DecisionCommand } from '../domain/DecisionCommand.ts';
import { hashOf } from '../domain/hash.ts';
import type { ProposalId } from '../domain/ids.ts';
import type { Problem } from '../domain/Problem.ts';
import type { Decision } from '../domain/Proposal.ts';
import type { ProposalView } from '../domain/views.ts';
import { gatherChain } from './chain/gatherChain.ts';
import type { Desk } from './Desk.ts';
import { asProposal, type ProposalState, proposalAddress } from './machineStates.ts';
import { alreadyDecided } from './proposals/alreadyDecided.ts';
import { approve } from './proposals/approve.ts';
import type { Decided, Deciding } from './proposals/Deciding.ts';
import { edit, editTerms } from './proposals/edit.ts';
import { newestRevision } from './read/toProposalView.ts';
import { viewProposal } from './read/viewProposal.ts';
import { gatherMarket } from './risk/gatherMarket.ts';

export type DecideResult =
  | { kind: 'decided'; proposal: ProposalView }
  | { kind: 'notFound' }
  /** Decided already, another revision, another hash, or not to be approved right now. Nothing was changed. */
  | { kind: 'conflict'; message: string; proposal: ProposalView }
  | { kind: 'invalid'; problems: Problem[] }
  | { kind: 'forbidden'; message: string };

/**
 * Applies a person's decision to exactly the revision that they saw. An approval re-runs the gate and, if it passes,
 * stores the order's intent in the same transaction; the order goes out after that commit. Repeating a decision
 * with its idempotency key answers as the first time.
 */
export async function decideProposal(
  desk: Desk,
  params: { proposal: ProposalId; command: DecisionCommand; actor: Actor },
): Promise<DecideResult> {
  const { command, actor } = params;
  if (actor.role !== 'approver') {
    return {
      kind: 'forbidden',
      message: 'Deciding takes the approver’s credential. Nothing was decided and no order was sent.',
    };
  }
  const glanced = await desk.runtime.glance(desk.account, proposalAddress(params.proposal));
  if (!glanced) return { kind: 'notFound' };
  const { terms } = newestRevision(asProposal(glanced).proposal);
  const seen = await gatherMarket(desk, terms.instrument);
  // The chain is asked about what will stand: an edit's revision shows what its own simulation found.
  const asked = command.decision === 'edit' ? editTerms(desk, terms, command.edits ?? {}, seen) : terms;
  const { chain } = await gatherChain(desk, asked);
  const market = { ...seen, ...(chain && { chain }) };

  return desk.runtime.transact(desk.account, async (unit) => {
    const scope = `decide/${actor.id}/${params.proposal}`;
    const bodyHash = hashOf(command);
    const current = await unit.get(proposalAddress(params.proposal));
    if (!current) return { kind: 'notFound' };
    const state = asProposal(current);
    const view = (of: ProposalState) => viewProposal(desk, unit, of);

    // A decision that was stored left its trace, so a proposal without one need not be asked about.
    const decidedBefore = state.proposal.decisions.length > 0;
    const earlier = decidedBefore && (await unit.repositories.commands.get(scope, command.idempotencyKey));
    if (earlier) {
      return earlier.bodyHash === bodyHash
        ? { kind: 'decided', proposal: await view(state) }
        : conflict('This idempotency key was used for another decision.', await view(state));
    }
    const newest = newestRevision(state.proposal);
    if (command.revision !== newest.number || command.hash !== newest.hash) {
      return conflict(staleMessage(state, command), await view(state));
    }
    const decision: Decision = {
      decision: command.decision,
      by: actor,
      at: unit.now,
      revision: command.revision,
      hash: command.hash,
      reason: command.reason ?? null,
    };
    const decided = await perform({ desk, unit, state, market, command, decision, actor });
    if (decided.kind === 'conflict') return conflict(decided.message, await view(state));
    if (decided.kind === 'invalid') return decided;
    await unit.repositories.commands.put(
      scope,
      command.idempotencyKey,
      bodyHash,
      { decided: true },
      unit.now,
    );
    return { kind: 'decided', proposal: await view(decided.state) };
  });
}

function perform(deciding: Deciding): Promise<Decided> {
  switch (deciding.command.decision) {
    case 'approve':
      return approve(deciding);
    case 'edit':
      return edit(deciding);
    case 'decline':
      return decline(deciding);
  }
}

async function decline({ unit, state, decision, actor }: Deciding): Promise<Decided> {
  const after = await unit.tell(
    proposalAddress(state.proposal.id),
    { type: 'proposal.declined', decision },
    actor,
  );
  return after.handled
    ? { kind: 'decided', state: asProposal(after) }
    : { kind: 'conflict', message: alreadyDecided(state) };
}

function conflict(message: string, proposal: ProposalView): DecideResult {
  return { kind: 'conflict', message: `${message} Nothing was changed by this request.`, proposal };
}

function staleMessage(state: ProposalState, command: DecisionCommand): string {
  const newest = newestRevision(state.proposal);
  return command.revision === newest.number
    ? `The hash does not belong to revision ${newest.number} of ${state.proposal.id}: what you saw is not what stands.`
    : `You decided on revision ${command.revision}, but revision ${newest.number} of ${state.proposal.id} stands now. Look at it first.`;
}
