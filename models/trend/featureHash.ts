import { hashOf } from '../../domain/hash.ts';
import { featureNames, TrendFeatures, windowBars } from './TrendFeatures.ts';

/**
 * Identifies the feature code by what it computes: the names in order and a few rows over made-up prices, to five
 * digits. A model trained on other features, or on features computed differently, carries another hash.
 */
export function featureHash(): string {
  const features = new TrendFeatures('1h');
  let state = 12345;
  const next = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  const rows: string[][] = [];
  let price = 100;
  for (let i = 0; i < windowBars + 30; i += 1) {
    const open = price;
    price *= 1 + (next() - 0.5) * 0.02;
    features.push({
      ts: i * 3_600_000,
      open,
      high: Math.max(open, price) * (1 + next() * 0.004),
      low: Math.min(open, price) * (1 - next() * 0.004),
      close: price,
      volume: 1 + next() * 50,
    });
    const row = i % 10 === 0 ? features.row() : undefined;
    if (row) rows.push(Array.from(row.values, (value) => value.toPrecision(5)));
  }
  return hashOf({ names: featureNames(), rows });
}
