import type { Bar } from '../../domain/market.ts';
import type { AddedBars } from '../Repositories.ts';

/**
 * Puts new bars among stored ones, both ascending. A stored bar stays as it is where another comes for its place,
 * unless `replace`; numbers that are equal and written differently are the same bar.
 */
export function mergeBars(
  stored: readonly Bar[],
  candidates: readonly Bar[],
  replace: boolean,
): AddedBars & { bars: Bar[] } {
  const bars = new Map(stored.map((bar) => [bar.ts, bar]));
  const result: AddedBars = { added: 0, same: 0, different: [] };
  for (const bar of candidates) {
    const known = bars.get(bar.ts);
    if (known !== undefined && isSame(known, bar)) {
      result.same += 1;
      continue;
    }
    if (known === undefined) result.added += 1;
    else result.different.push({ stored: known, found: bar });
    if (known === undefined || replace) bars.set(bar.ts, bar);
  }
  return { ...result, bars: [...bars.values()].sort((a, b) => a.ts - b.ts) };
}

const columns = ['open', 'high', 'low', 'close', 'volume'] as const;

function isSame(one: Bar, other: Bar): boolean {
  return columns.every(
    (name) => one[name] === other[name] || canonical(one[name]) === canonical(other[name]),
  );
}

/** Without the zeros behind the point that change nothing. */
function canonical(amount: string): string {
  return amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
}
