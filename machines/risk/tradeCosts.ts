import type { Decimal } from '../../domain/decimal.ts';
import { decimal } from '../../domain/decimal.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import type { Book } from '../../domain/market.ts';
import type { ProposalTerms } from '../../domain/Proposal.ts';
import { walkBook } from './walkBook.ts';

/** Quantity × worst price, in quote units; the one meaning of "notional" in gate and card. */
export function notionalOf(terms: ProposalTerms): Decimal {
  return decimal(terms.quantity).times(decimal(terms.priceCap));
}

/** Fee of the order itself at its worst price, in quote units. */
export function entryFeeOf(terms: ProposalTerms, instrument: Instrument): Decimal {
  const rate = terms.postOnly ? instrument.makerFee : instrument.takerFee;
  return notionalOf(terms).times(decimal(rate));
}

/** Fee of leaving at the stop, in quote units; zero without a stop. */
export function stopFeeOf(terms: ProposalTerms, instrument: Instrument): Decimal {
  return stopNotionalOf(terms).times(decimal(instrument.takerFee));
}

/** How far the order's own fill lies from the mid on average, as a fraction of mid; see `OwnSlippage`. */
export type OwnSlippage =
  /** Nothing would be taken from the book: the order rests. */
  | { kind: 'rests' }
  /** `filled` base units could be taken no worse than the cap. */
  | { kind: 'takes'; filled: Decimal; fraction: Decimal };

/** Expected slippage of the order itself, from the book as it stands and bounded by the order's cap. */
export function ownSlippage(terms: ProposalTerms, book: Book, mid: Decimal): OwnSlippage {
  const buys = terms.side === 'buy';
  const walk = walkBook(buys ? book.asks : book.bids, decimal(terms.quantity), {
    side: terms.side,
    worst: decimal(terms.priceCap),
  });
  if (terms.postOnly || walk.averagePrice === null) return { kind: 'rests' };
  return { kind: 'takes', filled: walk.filled, fraction: cost(walk.averagePrice, mid, buys) };
}

/**
 * Slippage to expect when the stop sells the whole quantity, as a fraction of mid, taken from today's bids.
 * Undefined when the book shows less than the quantity.
 */
export function stopSlippage(terms: ProposalTerms, book: Book, mid: Decimal): Decimal | undefined {
  const quantity = decimal(terms.quantity);
  const buys = terms.side === 'sell';
  const walk = walkBook(buys ? book.asks : book.bids, quantity);
  if (walk.averagePrice === null || walk.filled.lessThan(quantity)) return undefined;
  return cost(walk.averagePrice, mid, buys);
}

/** Quantity × stop trigger, in quote units; zero without a stop. */
export function stopNotionalOf(terms: ProposalTerms): Decimal {
  return decimal(terms.quantity).times(terms.stop === null ? 0 : decimal(terms.stop));
}

function cost(average: Decimal, mid: Decimal, buys: boolean): Decimal {
  return (buys ? average.minus(mid) : mid.minus(average)).div(mid);
}
