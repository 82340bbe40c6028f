import type { ForecastView } from '../../../domain/ForecastRecord.ts';

export type FanPoint = { ts: number; value: number };
/** One line of the fan, by the quantile that it leads to. */
export type FanLine = { key: 'q05' | 'q25' | 'q50' | 'q75' | 'q95'; points: FanPoint[] };

const keys = ['q05', 'q25', 'q50', 'q75', 'q95'] as const;

/**
 * Straight lines from the newest bar that the model read to the prices at its horizon, in quote units. The model says
 * nothing about the way between, so nothing bends. Empty where there is no forecast, or one without quantiles.
 */
export function fanLines(view: ForecastView | undefined): FanLine[] {
  if (view?.kind !== 'forecast') return [];
  const { price, forecast } = view;
  const { quantiles, window, asOf, horizonMs } = forecast;
  if (!quantiles || !window) return [];
  // No bar is missing from a window, so that it tells how long one is.
  const length = (window.to - window.from) / (window.bars - 1);
  const steps = Math.round(horizonMs / length);
  return keys.map((key) => ({
    key,
    points: Array.from({ length: steps + 1 }, (_, step) => ({
      ts: asOf + step * length,
      value: price * (1 + ((quantiles[key] / 100) * step) / steps),
    })),
  }));
}
