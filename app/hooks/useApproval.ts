import { type Decimal, decimal } from '../../domain/decimal.ts';
import type { ProposalView } from '../../domain/views.ts';
import { deskState } from '../data/desk.ts';
import { useQuote } from '../data/market.ts';
import { useStore } from '../data/store.ts';
import { age } from '../lib/format.ts';
import type { QuoteAge } from '../lib/gradeAge.ts';
import { isWaiting } from '../lib/words.ts';
import { useNow } from './useNow.ts';
import { useOnline } from './useOnline.ts';
import { useQuoteAge } from './useQuoteAge.ts';

export type Approval = {
  /** Price now (last trade), if one has arrived. */
  price: string | undefined;
  /** How far it moved since the figures were computed, in percent. */
  driftPercent: string | undefined;
  quoteAge: QuoteAge | undefined;
  /** Time left, in ms; 0 once over. */
  leftMs: number;
  /** False while the desk is out of reach: then nothing can be decided at all. */
  online: boolean;
  /** Why Approve is off, one sentence each; empty when it is on. */
  blocked: string[];
};

/**
 * What stands between this proposal and an approval right now. The server has the last word and enforces it; this
 * says the same a moment earlier, from the newest price and the clock.
 */
export function useApproval(proposal: ProposalView): Approval {
  const quote = useQuote(proposal.instrument);
  const quoteAge = useQuoteAge(proposal.instrument);
  const now = useNow();
  const online = useOnline();
  const canDecide = useStore(deskState, (state) => state.data?.session.canDecide ?? false);
  const trading = useStore(deskState, (state) => state.data?.tradingState);
  const leftMs = now === 0 ? proposal.expiresAt - proposal.createdAt : Math.max(0, proposal.expiresAt - now);
  const price = quote?.last ?? proposal.live.price ?? undefined;
  const driftPercent =
    drift(proposal, quote ? mid(quote) : undefined) ?? proposal.live.driftPercent ?? undefined;

  const blocked: string[] = [];
  if (!online) blocked.push('The desk is out of reach. Nothing can be approved until it answers.');
  if (!canDecide)
    blocked.push('This session may not decide. Open a launch address from `npx countersign open`.');
  const denied = proposal.verdict.checks.filter((check) => check.outcome === 'deny').length;
  if (denied > 0) blocked.push(`Blocked by ${denied} check${denied === 1 ? '' : 's'}: see above.`);
  const stopped = trading === 'halted' || (trading === 'reducing' && !proposal.reduceOnly);
  if (stopped) blocked.push('Entries are stopped. Resume trading in the risk panel first.');
  if (leftMs === 0) blocked.push('Expired. Ask for a new proposal; this one can never be sent.');
  else if (denied === 0 && isWaiting(proposal.status)) {
    const local: string[] = [];
    if (quoteAge?.grade === 'stale') local.push(`Price is ${age(quoteAge.ms)} old. Approvals paused.`);
    const limit = proposal.live.maxDriftPercent;
    if (driftPercent !== undefined && decimal(driftPercent).abs().greaterThan(limit)) {
      local.push(
        `Price moved ${driftPercent}% since this was shown (limit ±${limit}%). Edit it to take the new price.`,
      );
    }
    blocked.push(...(local.length > 0 ? local : proposal.live.blockedBecause));
  }
  return { price, driftPercent, quoteAge, leftMs, online, blocked };
}

function mid(quote: { bid: string; ask: string }): Decimal {
  return decimal(quote.bid).plus(decimal(quote.ask)).div(2);
}

function drift(proposal: ProposalView, price: Decimal | undefined): string | undefined {
  if (!price || !proposal.figures) return undefined;
  const shown = decimal(proposal.figures.referencePrice);
  if (shown.isZero()) return undefined;
  return price.minus(shown).div(shown).times(100).toDecimalPlaces(2).toString();
}
