import type { Forecast } from '../../domain/Forecast.ts';
import type { ForecastRecord, ForecastScore } from '../../domain/ForecastRecord.ts';
import { instrumentId } from '../../domain/ids.ts';

const minute = 60_000;
export const testAsOf = 1_760_000_400_000;

/** A 15m forecast, four bars ahead, of a market that was at 100. */
export function testForecast(change: Partial<Forecast> = {}): Forecast {
  return {
    model: 'trend',
    modelVersion: '1.0.0',
    instrument: instrumentId.parse('BTC/USDT'),
    timeframe: '15m',
    horizonMs: 60 * minute,
    up: 0.5,
    flat: 0.3,
    down: 0.2,
    flatBandPercent: 1,
    asOf: testAsOf,
    caveat: 'Weak.',
    quantiles: { q05: -3, q25: -1, q50: 0, q75: 1, q95: 3 },
    ...change,
  };
}

/** The `index`th forecast of a series that is made every 15 minutes. */
export function testRecord(
  index: number,
  outcome: Partial<ForecastScore> | null,
  features: number[] = [],
): ForecastRecord {
  const asOf = testAsOf + index * 15 * minute;
  const score = { realisedPercent: 0, outcome: 'flat' as const, brier: 0.64, logLoss: 1.06, inside90: true };
  return {
    id: `FCS-${index}`,
    forecast: testForecast({ asOf }),
    features,
    price: 100,
    dueAt: asOf + 75 * minute,
    outcome: outcome && { ...score, ...outcome },
  };
}
