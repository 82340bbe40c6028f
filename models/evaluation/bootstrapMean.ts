import { seededRandom } from './seededRandom.ts';

/** A mean with its 95% confidence interval. */
export type Interval = { mean: number; low: number; high: number };

/**
 * Percentile bootstrap of a mean over whole blocks (all values of the same block are drawn together), since
 * neighbouring forecasts overlap and instruments move as one. Seeded: the same data give the same interval.
 */
export function bootstrapMean(
  values: readonly number[],
  blocks: readonly number[],
  draws = 1000,
  seed = 7,
): Interval {
  const sums = new Map<number, { sum: number; n: number }>();
  values.forEach((value, i) => {
    const block = blocks[i] ?? 0;
    const entry = sums.get(block) ?? { sum: 0, n: 0 };
    sums.set(block, { sum: entry.sum + value, n: entry.n + 1 });
  });
  const entries = [...sums.values()];
  const random = seededRandom(seed);
  const means = Array.from({ length: draws }, () => {
    let [sum, n] = [0, 0];
    for (let i = 0; i < entries.length; i += 1) {
      const drawn = entries[Math.floor(random() * entries.length)];
      sum += drawn?.sum ?? 0;
      n += drawn?.n ?? 0;
    }
    return sum / n;
  }).sort((a, b) => a - b);
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    low: means[Math.floor(draws * 0.025)] ?? Number.NaN,
    high: means[Math.ceil(draws * 0.975) - 1] ?? Number.NaN,
  };
}
