import type { Actor, Origin } from '../domain/actor.ts';
import type { EvidenceRef } from '../domain/Evidence.ts';
import type { Instrument } from '../domain/Instrument.ts';
import { proposalId, type RunId } from '../domain/ids.ts';
import type { Quote } from '../domain/market.ts';
import type { Problem } from '../domain/Problem.ts';
import type { ProposalRequest } from '../domain/Proposal.ts';
import type { ProposalView } from '../domain/views.ts';
import type { ProposalInput } from '../machines/proposal/proposalMachine.ts';
import { gatherChain } from './chain/gatherChain.ts';
import type { OnChain } from './chain/planOnChain.ts';
import type { Desk } from './Desk.ts';
import { proposalAddress } from './machineStates.ts';
import { assess } from './proposals/assess.ts';
import { buildTerms } from './proposals/buildTerms.ts';
import { type CallerCommand, repeatedCommand } from './proposals/repeatedCommand.ts';
import { viewProposal } from './read/viewProposal.ts';
import { gatherMarket } from './risk/gatherMarket.ts';
import { gatherRiskInput } from './risk/gatherRiskInput.ts';

/** A proposal that now stands, denied or waiting; or what is wrong with the request, and then nothing was stored. */
export type ProposeResult =
  | { kind: 'proposed'; proposal: ProposalView }
  | { kind: 'invalid'; problems: Problem[] };

export type ProposeParams = {
  request: ProposalRequest;
  actor: Actor;
  /** Set by the caller's credential, never by the caller. */
  origin: Origin;
  run?: RunId;
  evidence?: readonly EvidenceRef[];
  /** Makes a repetition of the same request answer with the proposal that the first one made. */
  command?: CallerCommand;
};

/**
 * Stores a proposal and has the gate rule on it. The only way to an order: agents, strategies and operators all
 * come through here, and nothing is sent by it.
 *
 * @throws VenueError when the market has no price for the instrument yet.
 * @throws CountersignError `command.keyReused` when the caller's key belongs to another request.
 */
export async function proposeOrder(desk: Desk, params: ProposeParams): Promise<ProposeResult> {
  const { request, actor } = params;
  const instrument = desk.market.instruments.get(request.instrument);
  if (!instrument) return { kind: 'invalid', problems: [unknownInstrument(desk, request.instrument)] };
  const market = await gatherMarket(desk, instrument.id);
  const quote = market.quote ?? (await desk.venue.fetchQuote(instrument.id));
  const { chain } = await gatherChain(desk, draftOnChain(desk, request, { instrument, quote }));

  return desk.runtime.transact(desk.account, async (unit) => {
    const repeated = params.command && (await repeatedCommand(desk, unit, params.command));
    if (repeated) return { kind: 'proposed', proposal: repeated };
    const id = proposalId.parse(`PRP-${desk.ids.next(8)}`);
    const expiresAt = unit.now + desk.limits.proposalExpirySeconds * 1000;
    const terms = buildTerms(desk, request, { instrument, quote }, { id, expiresAt });
    if (Array.isArray(terms)) return { kind: 'invalid', problems: terms };

    const base: ProposalInput = {
      id,
      account: desk.account,
      origin: params.origin,
      by: actor,
      run: params.run ?? null,
      createdAt: unit.now,
      expiresAt,
      thesis: request.thesis ?? '',
      evidence: [...(params.evidence ?? [])],
    };
    await unit.start(proposalAddress(id), base, actor);
    const input = await gatherRiskInput(
      desk,
      unit,
      { ...market, ...(chain && { chain }) },
      {
        phase: 'propose',
        terms,
        origin: params.origin,
        by: actor,
        evidence: base.evidence,
      },
    );
    const state = await assess(desk, unit, input, { number: 1, by: actor });
    if (params.command) {
      const { scope, key, bodyHash } = params.command;
      await unit.repositories.commands.put(scope, key, bodyHash, id, unit.now);
    }
    return { kind: 'proposed', proposal: await viewProposal(desk, unit, state) };
  });
}

/** What would be traded on a chain, from the terms as they are built now; undefined where the request has none. */
function draftOnChain(
  desk: Desk,
  request: ProposalRequest,
  market: { instrument: Instrument; quote: Quote },
): OnChain | undefined {
  if (!desk.dex) return undefined;
  const terms = buildTerms(desk, request, market, { id: proposalId.parse('PRP-00000000'), expiresAt: 0 });
  return Array.isArray(terms) ? undefined : terms;
}

function unknownInstrument(desk: Desk, found: string): Problem {
  const known = [...desk.market.instruments.keys()];
  const [base, quote] = found.split('/');
  const swapped = known.find((id) => id === `${quote}/${base}`);
  return {
    field: 'instrument',
    found,
    allowed: swapped ? `${swapped} (base and quote are swapped)` : `one of ${known.join(', ')}`,
  };
}
