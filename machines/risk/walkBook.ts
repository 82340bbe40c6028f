import { Decimal, type DecimalString, decimal } from '../../domain/decimal.ts';

type Level = readonly [DecimalString, DecimalString];

/** What taking liquidity would give: quantity found (base units), and what it costs or earns (quote units). */
export type BookWalk = { filled: Decimal; spent: Decimal };

/** `worst`: price at which the walk ends. */
export type WalkBound = { side: 'buy' | 'sell'; worst: Decimal };

/**
 * Takes `quantity` from the levels, best first, and stops at the first level worse than `worst`.
 * `levels` are the asks for a buy and the bids for a sell.
 */
export function walkBook(levels: readonly Level[], quantity: Decimal, bound?: WalkBound): BookWalk {
  let left = quantity;
  let spent = new Decimal(0);
  for (const [priceText, sizeText] of levels) {
    if (left.lessThanOrEqualTo(0)) break;
    const price = decimal(priceText);
    if (bound !== undefined && isWorse(price, bound)) break;
    const size = decimal(sizeText);
    const taken = size.lessThan(left) ? size : left;
    spent = spent.plus(taken.times(price));
    left = left.minus(taken);
  }
  return { filled: quantity.minus(left), spent };
}

/** Quantity (base units) on these levels that is no worse than the bound; may stop once there is `enough`. */
export function depthWithin(levels: readonly Level[], bound: WalkBound, enough?: Decimal): Decimal {
  let depth = new Decimal(0);
  for (const [price, size] of levels) {
    if (isWorse(decimal(price), bound)) break;
    depth = depth.plus(decimal(size));
    if (enough !== undefined && depth.greaterThanOrEqualTo(enough)) break;
  }
  return depth;
}

function isWorse(price: Decimal, bound: WalkBound): boolean {
  return bound.side === 'buy' ? price.greaterThan(bound.worst) : price.lessThan(bound.worst);
}
