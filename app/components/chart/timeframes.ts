import type { Timeframe } from '../../../domain/market.ts';

/** In the order of the keys 1 to 6. */
export const timeframes: readonly Timeframe[] = ['1m', '5m', '15m', '1h', '4h', '1d'];
