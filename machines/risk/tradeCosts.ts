import { type Decimal, decimal } from '../../domain/decimal.ts';
import type { Book } from '../../domain/market.ts';
import type { ProposalTerms } from '../../domain/Proposal.ts';
import { walkBook } from './walkBook.ts';

/** What the order's own fill costs against the mid; see `ownSlippage`. */
export type OwnSlippage =
  /** Nothing would be taken from the book: the order rests. */
  | { kind: 'rests' }
  /** `filled` base units could be taken no worse than the cap, for `cost` quote units more than at the mid. */
  | { kind: 'takes'; filled: Decimal; cost: Decimal };

/** Expected slippage of the order itself, from the book as it stands and bounded by the order's cap. */
export function ownSlippage(terms: ProposalTerms, book: Book, mid: Decimal): OwnSlippage {
  const buys = terms.side === 'buy';
  const { filled, spent } = walkBook(buys ? book.asks : book.bids, decimal(terms.quantity), {
    side: terms.side,
    worst: decimal(terms.priceCap),
  });
  if (terms.postOnly || !filled.greaterThan(0)) return { kind: 'rests' };
  return { kind: 'takes', filled, cost: costOf(spent, mid.times(filled), buys) };
}

/**
 * What it costs against the mid, in quote units, when the stop sells the whole quantity: as today's bids would have
 * it, at the stop's prices. Undefined when the book shows less than the quantity.
 */
export function stopSlippage(terms: ProposalTerms, book: Book, mid: Decimal): Decimal | undefined {
  if (terms.stop === null) return undefined;
  const quantity = decimal(terms.quantity);
  const buys = terms.side === 'sell';
  const { filled, spent } = walkBook(buys ? book.asks : book.bids, quantity);
  if (filled.lessThan(quantity) || !filled.greaterThan(0)) return undefined;
  return costOf(spent, mid.times(filled), buys).times(decimal(terms.stop)).div(mid);
}

function costOf(spent: Decimal, atMid: Decimal, buys: boolean): Decimal {
  return buys ? spent.minus(atMid) : atMid.minus(spent);
}
