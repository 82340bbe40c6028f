import type { Random } from './seededRandom.ts';

/** How a market behaves for a while. Factors apply to a step's spread; drift is in spreads a step. */
export type Regime = { name: RegimeName; drift: number; spread: number };
export type RegimeName = 'trendUp' | 'trendDown' | 'range' | 'volatile';

const regimes: readonly Regime[] = [
  { name: 'trendUp', drift: 0.3, spread: 0.9 },
  { name: 'trendDown', drift: -0.3, spread: 1 },
  { name: 'range', drift: 0, spread: 0.6 },
  { name: 'volatile', drift: 0, spread: 1.7 },
];

const range: Regime = { name: 'range', drift: 0, spread: 0.6 };

/** Draws a regime; every one is equally likely. */
export function drawRegime(random: Random): Regime {
  return regimes[Math.floor(random.uniform() * regimes.length)] ?? range;
}
