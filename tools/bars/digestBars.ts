import { ADX, ATR, BollingerBands, EMA, MACD, RSI } from 'trading-signals';
import type { EvidenceFigure } from '../../domain/Evidence.ts';
import { formatToStep } from '../../domain/instrumentRules.ts';
import type { Bar } from '../../domain/market.ts';

/** Bars that indicators see before the window that is described, so that they have settled. */
export const warmUpBars = 200;
const listed = 8;

/** What a stretch of bars amounts to. Prices by the instrument's tick, percentages with their unit in the name. */
export type BarsDigest = {
  count: number;
  from: number;
  asOf: number;
  open: string;
  close: string;
  high: string;
  low: string;
  changePercent: string;
  rangePercent: string;
  /** Standard deviation of the log return of one bar. */
  volatilityPercent: string;
  volume: string;
  ema20: string | null;
  ema50: string | null;
  rsi14: string | null;
  /** Average true range of one bar, in price and as a share of the close. */
  atr14: string | null;
  atrPercent: string | null;
  /** MACD (12, 26) less its signal line (9), in price. */
  macdHistogram: string | null;
  /** Bands of 20 bars, two standard deviations wide on each side. */
  bollingerUpper: string | null;
  bollingerLower: string | null;
  /** Strength of a trend in either direction, 0 to 100. */
  adx14: string | null;
  trend: 'up' | 'down' | 'sideways';
  bars: Bar[];
};

/**
 * Describes the newest `count` of ascending `bars`; older ones only warm the indicators up. Floats are used for
 * description alone and never become an order.
 */
export function digestBars(bars: readonly Bar[], count: number, priceTick: string): BarsDigest | undefined {
  const window = bars.slice(-count);
  const first = window[0];
  const last = window.at(-1);
  if (!first || !last) return undefined;
  const closes = window.map((bar) => Number(bar.close));
  const high = Math.max(...window.map((bar) => Number(bar.high)));
  const low = Math.min(...window.map((bar) => Number(bar.low)));
  const open = Number(first.open);
  const close = Number(last.close);
  const { ema20, ema50, rsi14, atr14, macd, bands, adx14 } = indicatorsOf(bars);
  const price = (value: number | null) =>
    value === null ? null : formatToStep(value.toFixed(12), priceTick);
  return {
    count: window.length,
    from: first.ts,
    asOf: last.ts,
    open: price(open) ?? first.open,
    close: price(close) ?? last.close,
    high: price(high) ?? first.high,
    low: price(low) ?? first.low,
    changePercent: percent((close / open - 1) * 100),
    rangePercent: percent(((high - low) / open) * 100),
    volatilityPercent: percent(deviation(logReturns([open, ...closes])) * 100),
    volume: window.reduce((total, bar) => total + Number(bar.volume), 0).toFixed(4),
    ema20: price(ema20),
    ema50: price(ema50),
    rsi14: rsi14 === null ? null : rsi14.toFixed(1),
    atr14: price(atr14),
    atrPercent: atr14 === null ? null : percent((atr14 / close) * 100),
    macdHistogram: price(macd?.histogram ?? null),
    bollingerUpper: price(bands?.upper ?? null),
    bollingerLower: price(bands?.lower ?? null),
    adx14: adx14 === null ? null : adx14.toFixed(1),
    trend: trendOf(close, ema20, ema50),
    bars: window.slice(-listed),
  };
}

/** The digest's figures by name, for grounding what is said or proposed. */
export function digestFigures(digest: BarsDigest): EvidenceFigure[] {
  const { count: _count, from: _from, asOf: _asOf, trend: _trend, bars: _bars, ...named } = digest;
  return Object.entries(named).flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
}

function indicatorsOf(bars: readonly Bar[]) {
  const ema20 = new EMA(20);
  const ema50 = new EMA(50);
  const rsi14 = new RSI(14);
  const atr14 = new ATR(14);
  const macd = new MACD(new EMA(12), new EMA(26), new EMA(9));
  const bands = new BollingerBands(20, 2);
  const adx14 = new ADX(14);
  for (const bar of bars) {
    const close = Number(bar.close);
    ema20.add(close);
    ema50.add(close);
    rsi14.add(close);
    macd.add(close);
    bands.add(close);
    const range = { high: Number(bar.high), low: Number(bar.low), close };
    atr14.add(range);
    adx14.add(range);
  }
  return {
    ...{ ema20: settled(ema20), ema50: settled(ema50), rsi14: settled(rsi14), atr14: settled(atr14) },
    ...{ macd: settled(macd), bands: settled(bands), adx14: settled(adx14) },
  };
}

function settled<Result>(indicator: { isStable: boolean; getResult(): Result | null }): Result | null {
  return indicator.isStable ? indicator.getResult() : null;
}

function trendOf(close: number, fast: number | null, slow: number | null): BarsDigest['trend'] {
  if (fast === null || slow === null) return 'sideways';
  if (close > fast && fast > slow) return 'up';
  return close < fast && fast < slow ? 'down' : 'sideways';
}

function logReturns(closes: readonly number[]): number[] {
  return closes.slice(1).map((close, index) => Math.log(close / (closes[index] ?? close)));
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  return Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length);
}

function percent(value: number): string {
  return value.toFixed(2);
}
