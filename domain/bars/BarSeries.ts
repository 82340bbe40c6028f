import type { InstrumentId } from '../ids.ts';
import type { BarLength } from './barLengths.ts';

/** Which stored bars: of one instrument and length, from one source such as `binance` or `simulated-7`. */
export type BarSeries = { source: string; instrument: InstrumentId; length: BarLength };

/** A stored series with how much there is of it; `first` and `last` are opens of bars. */
export type BarSeriesExtent = BarSeries & { bars: number; first: number; last: number };
