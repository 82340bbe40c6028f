import type { DecimalString } from '../../domain/decimal.ts';
import { Exact } from '../../domain/Exact.ts';

type Level = readonly [DecimalString, DecimalString];

/** What taking liquidity would give: quantity found (base units), and what it costs or earns (quote units). */
export type BookWalk = { filled: Exact; spent: Exact };

/** `worst`: price at which the walk ends. */
export type WalkBound = { side: 'buy' | 'sell'; worst: Exact };

/**
 * Takes `quantity` from the levels, best first, and stops at the first level worse than `worst`.
 * `levels` are the asks for a buy and the bids for a sell.
 */
export function walkBook(levels: readonly Level[], quantity: Exact, bound?: WalkBound): BookWalk {
  let left = quantity;
  let spent = Exact.zero;
  for (const [priceText, sizeText] of levels) {
    if (!left.isPositive()) break;
    const price = Exact.of(priceText);
    if (bound !== undefined && isWorse(price, bound)) break;
    const size = Exact.of(sizeText);
    const taken = size.lessThan(left) ? size : left;
    spent = spent.plus(taken.times(price));
    left = left.minus(taken);
  }
  return { filled: quantity.minus(left), spent };
}

/** Quantity (base units) on these levels that is no worse than the bound; may stop once that is enough. */
export function depthWithin(
  levels: readonly Level[],
  bound: WalkBound,
  isEnough?: (depth: Exact) => boolean,
): Exact {
  let depth = Exact.zero;
  for (const [price, size] of levels) {
    if (isWorse(Exact.of(price), bound)) break;
    depth = depth.plus(Exact.of(size));
    if (isEnough?.(depth)) break;
  }
  return depth;
}

function isWorse(price: Exact, bound: WalkBound): boolean {
  return bound.side === 'buy' ? price.greaterThan(bound.worst) : price.lessThan(bound.worst);
}
