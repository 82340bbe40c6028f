/** Horizons the model is asked for, in bars; the middle one is what a caller gets who names none. */
export const trendHorizons = [1, 4, 12] as const;
export type TrendHorizon = (typeof trendHorizons)[number];
export const defaultHorizon: TrendHorizon = 4;

/**
 * How far a price must move to count as up or down: this share of the typical move over the horizon
 * (`scale * sqrt(horizon)`), which makes the three outcomes about equally frequent in the training data.
 */
export const flatBandShare = 0.4;

/** Half-width of the flat band as a simple return. */
export function flatBand(scale: number, horizon: number): number {
  return flatBandShare * scale * Math.sqrt(horizon);
}
