import type { IntervalParameters } from './trendCard.ts';

/**
 * Quantiles of the simple return over the horizon, lowest level first: the expected size times a line in the
 * tilt (up minus down), corrected within the row's volatility regime, in units of `unit` (the typical move over
 * the horizon as a simple return).
 */
export function returnQuantiles(
  parameters: IntervalParameters,
  size: number,
  tilt: number,
  unit: number,
): number[] {
  const regime = parameters.edges.filter((edge) => edge < size).length;
  const shifts = parameters.shifts[regime] ?? [];
  return parameters.lines
    .map(([base = 0, slope = 0], level) => (base + slope * tilt + (shifts[level] ?? 0)) * size * unit)
    .sort((a, b) => a - b);
}
