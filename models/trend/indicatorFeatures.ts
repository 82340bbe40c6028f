import { ADX, BollingerBands, EMA, MACD, RSI } from 'trading-signals';
import type { WindowView } from './BarWindow.ts';
import { at } from './windowMath.ts';

/** Named values in a fixed order: the order is part of the model's contract. */
export type NamedValue = readonly [name: string, value: number];

/**
 * Classic indicators over the window, each started at the window's first bar: all but the last bar are its
 * warm-up. Price-like results are divided by `unit` (one bar's typical move in price units) to be free of scale.
 */
export function indicatorFeatures(view: WindowView, unit: number): NamedValue[] {
  const rsi = new RSI(14);
  const adx = new ADX(14);
  const macd = new MACD(new EMA(12), new EMA(26), new EMA(9));
  const bands = new BollingerBands(20, 2);
  const slow = new EMA(50);
  const { high, low, close } = view;
  for (let i = 0; i < close.length; i += 1) {
    const price = at(close, i);
    rsi.add(price);
    adx.add({ high: at(high, i), low: at(low, i), close: price });
    macd.add(price);
    slow.add(price);
    if (i >= close.length - 20) bands.add(price);
  }
  const last = at(close, -1);
  const band = bands.getResultOrThrow();
  const width = band.upper - band.lower;
  const lines = macd.getResultOrThrow();
  return [
    ['rsi14', rsi.getResultOrThrow() / 100],
    ['adx14', adx.getResultOrThrow() / 100],
    ['directional14', (adx.pdi || 0) - (adx.mdi || 0)],
    ['macdUnits', lines.macd / unit],
    ['macdHistogramUnits', lines.histogram / unit],
    ['ema50DistanceUnits', (last - slow.getResultOrThrow()) / unit],
    ['bollingerPosition', width > 0 ? (last - band.middle) / width : 0],
    ['bollingerWidthUnits', width / unit],
  ];
}
