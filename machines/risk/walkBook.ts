import { Decimal, type DecimalString, decimal } from '../../domain/decimal.ts';

type Level = readonly [DecimalString, DecimalString];

/** What taking liquidity would give: quantity found (base units) and its average price; null when none was found. */
export type BookWalk = { filled: Decimal; averagePrice: Decimal | null };

/**
 * Takes `quantity` from the levels, best first, and stops at the first level worse than `worst`.
 * `levels` are the asks for a buy and the bids for a sell.
 */
export function walkBook(
  levels: readonly Level[],
  quantity: Decimal,
  bound?: { side: 'buy' | 'sell'; worst: Decimal },
): BookWalk {
  let left = quantity;
  let spent = new Decimal(0);
  for (const [priceText, sizeText] of levels) {
    if (left.lessThanOrEqualTo(0)) break;
    const price = decimal(priceText);
    if (bound !== undefined && isWorse(price, bound)) break;
    const taken = Decimal.min(left, decimal(sizeText));
    spent = spent.plus(taken.times(price));
    left = left.minus(taken);
  }
  const filled = quantity.minus(left);
  return { filled, averagePrice: filled.greaterThan(0) ? spent.div(filled) : null };
}

/** Quantity (base units) on these levels that is no worse than the bound. */
export function depthWithin(
  levels: readonly Level[],
  bound: { side: 'buy' | 'sell'; worst: Decimal },
): Decimal {
  let depth = new Decimal(0);
  for (const [price, size] of levels) {
    if (isWorse(decimal(price), bound)) break;
    depth = depth.plus(decimal(size));
  }
  return depth;
}

function isWorse(price: Decimal, bound: { side: 'buy' | 'sell'; worst: Decimal }): boolean {
  return bound.side === 'buy' ? price.greaterThan(bound.worst) : price.lessThan(bound.worst);
}
