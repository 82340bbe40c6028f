import type { Forecast } from '../../domain/Forecast.ts';
import type { ForecastScore } from '../../domain/ForecastRecord.ts';
import { brier, logLoss } from '../evaluation/trendScores.ts';

const outcomes = ['down', 'flat', 'up'] as const;

/** Scores a forecast by the price that came. `price` and `later` in quote units: when it was made, and at its horizon. */
export function scoreForecast(forecast: Forecast, price: number, later: number): ForecastScore {
  const realisedPercent = (later / price - 1) * 100;
  const band = forecast.flatBandPercent;
  const index = realisedPercent > band ? 2 : realisedPercent < -band ? 0 : 1;
  const probabilities = [forecast.down, forecast.flat, forecast.up] as const;
  const { quantiles } = forecast;
  return {
    realisedPercent,
    outcome: outcomes[index] ?? 'flat',
    brier: brier([...probabilities], index),
    logLoss: logLoss([...probabilities], index),
    inside90: quantiles ? realisedPercent >= quantiles.q05 && realisedPercent <= quantiles.q95 : null,
  };
}
