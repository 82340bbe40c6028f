import type { ForecastRecord } from '../../domain/ForecastRecord.ts';

/** Where forecasts are kept until they can be scored, and after. */
export interface ForecastStore {
  /** Keeps a forecast; one that is there already stays as it is. */
  add(record: ForecastRecord): Promise<void>;
  /** Those that wait for their horizon. */
  waiting(model: string): Promise<ForecastRecord[]>;
  /** Writes down what came of one. */
  settle(record: ForecastRecord): Promise<void>;
  /** Scored ones whose horizon passed after `since` (epoch ms, market time). */
  scored(model: string, since: number): Promise<ForecastRecord[]>;
}
