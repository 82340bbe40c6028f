import { BollingerBands, EMA, RSI } from 'trading-signals';
import type { Bar } from '../../../domain/market.ts';
import type { Indicator } from '../../data/prefs.ts';

/** Lines drawn over the bars; each is a list of values by bar, null while the indicator warms up. */
export type Lines = Record<string, (number | null)[]>;

/** Computes one indicator over ascending bars. Display only: no order is ever sized by these floats. */
export function indicatorLines(indicator: Indicator, bars: readonly Bar[]): Lines {
  const closes = bars.map((bar) => Number(bar.close));
  switch (indicator) {
    case 'ema20':
      return { ema20: ema(20, closes) };
    case 'ema50':
      return { ema50: ema(50, closes) };
    case 'rsi': {
      const rsi = new RSI(14);
      return { rsi: closes.map((close) => rsi.add(close)) };
    }
    case 'bollinger': {
      const bands = new BollingerBands(20, 2);
      const results = closes.map((close) => bands.add(close));
      return {
        upper: results.map((result) => result?.upper ?? null),
        middle: results.map((result) => result?.middle ?? null),
        lower: results.map((result) => result?.lower ?? null),
      };
    }
  }
}

function ema(interval: number, closes: number[]): (number | null)[] {
  const average = new EMA(interval);
  return closes.map((close) => {
    const value = average.add(close);
    return average.isStable ? value : null;
  });
}
