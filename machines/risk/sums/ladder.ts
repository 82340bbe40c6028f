import type { Exact } from '../../../domain/Exact.ts';

/** Prices of own resting orders, lowest first, one for each order. */
export type Ladder = readonly Exact[];

export function withPrice(ladder: Ladder, price: Exact): Ladder {
  return ladder.toSpliced(placeOf(ladder, price), 0, price);
}

/** Without one of this price. */
export function withoutPrice(ladder: Ladder, price: Exact): Ladder {
  const at = placeOf(ladder, price);
  return ladder[at]?.equals(price) ? ladder.toSpliced(at, 1) : ladder;
}

/** Where the first price that is not lower stands. */
function placeOf(ladder: Ladder, price: Exact): number {
  let low = 0;
  let high = ladder.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ladder[middle]?.lessThan(price)) low = middle + 1;
    else high = middle;
  }
  return low;
}
