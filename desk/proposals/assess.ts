import { hashOf } from '../../domain/hash.ts';
import type { Revision } from '../../domain/Proposal.ts';
import { toRows } from '../../domain/Verdict.ts';
import { assessFigures } from '../../machines/risk/assessFigures.ts';
import { decideRisk } from '../../machines/risk/decideRisk.ts';
import type { RiskInput } from '../../machines/risk/RiskInput.ts';
import { toGateLook } from '../../machines/risk/toGateLook.ts';
import type { Desk } from '../Desk.ts';
import { asProposal, type ProposalState, proposalAddress } from '../machineStates.ts';
import type { Unit } from '../Runtime.ts';
import { rememberVerdict } from '../read/readVerdict.ts';

/**
 * Has the gate rule on terms and makes them the next revision of their proposal. The verdict goes into the journal in
 * words, and nowhere else.
 */
export async function assess(
  desk: Desk,
  unit: Unit,
  input: RiskInput,
  { number, by }: Pick<Revision, 'number' | 'by'>,
): Promise<ProposalState> {
  const { terms, now } = input;
  const ruling = decideRisk(input);
  const verdict = ruling.verdict();
  const denied = verdict.checks.filter(({ outcome }) => outcome === 'deny').length;
  const revision: Revision = {
    number,
    hash: hashOf(terms),
    terms,
    verdict: { allowed: ruling.allowed, denied, assessedAt: now },
    figures: assessFigures(input),
    by,
    at: now,
  };
  const look = toGateLook(input, ruling);
  const event = { type: 'proposal.assessed', revision, verdict: toRows(verdict), look };
  const state = await unit.tell(proposalAddress(terms.proposal), event, by);
  rememberVerdict(desk, terms.proposal, number, verdict);
  return asProposal(state);
}
