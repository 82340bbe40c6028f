import { Exact } from '../../domain/Exact.ts';
import type { Book } from '../../domain/market.ts';
import type { ProposalTerms } from '../../domain/Proposal.ts';
import type { Share } from './Share.ts';
import { walkBook } from './walkBook.ts';

/** What the order's own fill costs against the mid; see `ownSlippage`. */
export type OwnSlippage =
  /** Nothing would be taken from the book: the order rests. */
  | { kind: 'rests' }
  /** `filled` base units could be taken no worse than the cap, for `cost` quote units more than at the mid. */
  | { kind: 'takes'; filled: Exact; cost: Exact };

/** Expected slippage of the order itself, from the book as it stands and bounded by the order's cap. */
export function ownSlippage(terms: ProposalTerms, book: Book, mid: Exact): OwnSlippage {
  const buys = terms.side === 'buy';
  const { filled, spent } = walkBook(buys ? book.asks : book.bids, Exact.of(terms.quantity), {
    side: terms.side,
    worst: Exact.of(terms.priceCap),
  });
  if (terms.postOnly || !filled.isPositive()) return { kind: 'rests' };
  return { kind: 'takes', filled, cost: costOf(spent, mid.times(filled), buys) };
}

/**
 * What it costs against the mid, in quote units, when the stop sells the whole quantity: as today's bids would have
 * it, at the stop's prices, as a fraction. Undefined when the book shows less than the quantity.
 */
export function stopSlippage(terms: ProposalTerms, book: Book, mid: Exact): Share | undefined {
  if (terms.stop === null) return undefined;
  const quantity = Exact.of(terms.quantity);
  const buys = terms.side === 'sell';
  const { filled, spent } = walkBook(buys ? book.asks : book.bids, quantity);
  if (filled.lessThan(quantity) || !filled.isPositive()) return undefined;
  const cost = costOf(spent, mid.times(filled), buys);
  return mid.isPositive() ? { part: cost.times(Exact.of(terms.stop)), whole: mid } : undefined;
}

function costOf(spent: Exact, atMid: Exact, buys: boolean): Exact {
  return buys ? spent.minus(atMid) : atMid.minus(spent);
}
