import { decimal } from '../../domain/decimal.ts';
import { roundPrice, truncateQuantity } from '../../domain/instrumentRules.ts';
import type { ProposalEdits, ProposalTerms } from '../../domain/Proposal.ts';
import type { Desk } from '../Desk.ts';
import { proposalAddress } from '../machineStates.ts';
import { newestRevision } from '../read/toProposalView.ts';
import type { MarketInputs } from '../risk/gatherMarket.ts';
import { gatherRiskInput } from '../risk/gatherRiskInput.ts';
import { alreadyDecided } from './alreadyDecided.ts';
import { assess } from './assess.ts';
import { marketCap } from './buildTerms.ts';
import type { Decided, Deciding } from './Deciding.ts';

/**
 * Makes a new revision and has the gate rule on it. It approves nothing, voids what was approved, and keeps
 * instrument, side and expiry. Without any edits it is a refresh: the same terms at the present market.
 */
export async function edit(deciding: Deciding): Promise<Decided> {
  const { desk, unit, state, market, command, decision, actor } = deciding;
  const newest = newestRevision(state.proposal);
  const edits = command.edits ?? {};
  if (edits.limitPrice !== undefined && newest.terms.type === 'market') {
    return {
      kind: 'invalid',
      problems: [
        { field: 'edits.limitPrice', found: edits.limitPrice, allowed: 'nothing: this is a market order' },
      ],
    };
  }
  if (!market.instrument) {
    return { kind: 'conflict', message: `${newest.terms.instrument} is not listed by the venue any more.` };
  }
  const terms = editTerms(desk, newest.terms, edits, market);
  if (decimal(terms.quantity).isZero()) {
    return {
      kind: 'invalid',
      problems: [
        {
          field: 'edits.quantity',
          found: edits.quantity ?? '',
          allowed: `at least one step of ${market.instrument.quantityStep} ${market.instrument.base}`,
        },
      ],
    };
  }
  const address = proposalAddress(state.proposal.id);
  const requested = await unit.tell(address, { type: 'revision.requested', decision }, actor);
  if (!requested.handled) return { kind: 'conflict', message: alreadyDecided(state) };
  const input = await gatherRiskInput(desk, unit, market, {
    phase: 'propose',
    terms,
    origin: state.proposal.origin,
    by: state.proposal.by,
    evidence: state.proposal.evidence,
  });
  const assessed = await assess(desk, unit, input, { number: newest.number + 1, by: actor });
  return { kind: 'decided', state: assessed };
}

/** The terms with a person's edits, and the cap of a market order at the present price. Pure. */
export function editTerms(
  desk: Desk,
  terms: ProposalTerms,
  edits: ProposalEdits,
  market: MarketInputs,
): ProposalTerms {
  const { instrument, quote } = market;
  if (!instrument) return terms;
  const exitSide = terms.side === 'buy' ? 'sell' : 'buy';
  const toTick = (price: string) => roundPrice(instrument, exitSide, decimal(price)).toString();
  const limitPrice =
    edits.limitPrice && roundPrice(instrument, terms.side, decimal(edits.limitPrice)).toString();
  const freshCap =
    terms.type === 'market' && quote ? marketCap(desk, instrument, terms.side, quote).toString() : undefined;
  return {
    ...terms,
    quantity: edits.quantity
      ? truncateQuantity(instrument, decimal(edits.quantity)).toString()
      : terms.quantity,
    priceCap: limitPrice ?? freshCap ?? terms.priceCap,
    stop: edits.stop === undefined ? terms.stop : edits.stop && toTick(edits.stop),
    target: edits.target === undefined ? terms.target : edits.target && toTick(edits.target),
    limitsHash: desk.limitsHash,
  };
}
