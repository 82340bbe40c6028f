import { Decimal, decimal } from '../../domain/decimal.ts';
import { Exact } from '../../domain/Exact.ts';
import type { Revision } from '../../domain/Proposal.ts';
import { quoteAge } from '../../domain/quoteAge.ts';
import type { WhatIf } from '../../domain/whatIf.ts';
import { stopSlippage } from '../../machines/risk/tradeCosts.ts';
import { walkBook } from '../../machines/risk/walkBook.ts';
import type { Desk } from '../Desk.ts';
import type { MarketInputs } from '../risk/gatherMarket.ts';

/**
 * The order of a revision in the market of a decision; null where that market was not seen, because there was no fresh
 * price or because the decision is too long ago.
 */
export function momentOf(
  desk: Desk,
  { terms, figures }: Revision,
  market: MarketInputs,
  decidedAt: number,
): WhatIf | null {
  const { instrument, quote, book } = market;
  const now = desk.clock.now();
  if (!instrument || !quote || now - decidedAt > quoteAge.staleMs) return null;
  if (now - quote.exchangeTime > quoteAge.staleMs) return null;
  const { side, type, quantity, priceCap, timeInForce, postOnly } = terms;
  const walk =
    book &&
    walkBook(side === 'buy' ? book.asks : book.bids, Exact.of(quantity), { side, worst: Exact.of(priceCap) });
  const stop = side === 'buy' ? terms.stop : null;
  return {
    ...{ side, type, quantity, priceCap, timeInForce, postOnly, stop },
    target: side === 'buy' ? terms.target : null,
    at: quote.marketTime,
    touch: side === 'buy' ? quote.ask : quote.bid,
    taken: walk
      ? {
          quantity: walk.filled.toString(),
          averagePrice: (walk.filled.isZero() ? decimal(priceCap) : quotient(walk.spent, walk.filled))
            .toDecimalPlaces(8)
            .toString(),
        }
      : null,
    stopSlippage: stop === null ? '0' : slippageAt(desk, stop, { terms, figures }, market),
    makerFee: instrument.makerFee,
    takerFee: instrument.takerFee,
  };
}

/** What the stop is expected to lose for each base unit: by the book, by what the gate reckoned, or all that is allowed. */
function slippageAt(
  desk: Desk,
  stop: string,
  { terms, figures }: Pick<Revision, 'terms' | 'figures'>,
  { quote, book }: MarketInputs,
): string {
  const mid = quote && decimal(quote.bid).plus(decimal(quote.ask)).div(2);
  const quantity = decimal(terms.quantity);
  const whole = book && mid ? stopSlippage(terms, book, Exact.of(mid.toString())) : undefined;
  const reckoned = whole
    ? quotient(whole.part, whole.whole)
    : figures
      ? decimal(figures.slippage)
      : undefined;
  const each =
    reckoned?.div(quantity) ?? decimal(stop).times(new Decimal(desk.limits.maxSlippagePercent).div(100));
  return Decimal.max(0, each).toDecimalPlaces(8).toString();
}

function quotient(part: Exact, whole: Exact): Decimal {
  return part.toDecimal().div(whole.toDecimal());
}
