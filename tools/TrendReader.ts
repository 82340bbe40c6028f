import type { Forecast } from '../domain/Forecast.ts';
import type { InstrumentId } from '../domain/ids.ts';
import type { Bar, Timeframe } from '../domain/market.ts';

/** What the trend tool needs of a model: a forecast, or the reason why there is none. */
export type TrendReader = {
  forecast(request: {
    instrument: InstrumentId;
    timeframe: Timeframe;
    bars: readonly Bar[];
    now?: number;
  }): Promise<Forecast | { kind: string; reason: string }>;
};
