import { type Timeframe, timeframeMs } from '../../domain/market.ts';
import { BarWindow, type WindowView } from './BarWindow.ts';
import { indicatorFeatures, type NamedValue } from './indicatorFeatures.ts';
import type { NumericBar } from './NumericBar.ts';
import {
  at,
  exponentialRms,
  logReturns,
  squaredLogRanges,
  tailAutocorrelation,
  tailMax,
  tailMin,
  tailRms,
  tailSum,
} from './windowMath.ts';

/** Bars that a forecast reads, and so the fewest it can be made from. */
export const windowBars = 200;

/** Below this typical move per bar (log return) a market counts as dead: no scale to measure anything against. */
const deadScale = 1e-7;

/** What the model reads at one bar. `scale` is the root mean square log return of a bar over the window. */
export type FeatureRow = { ts: number; close: number; scale: number; values: Float64Array };

/**
 * The one implementation of the trend features: training, backtest and live all push bars through it. A row is a
 * function of the newest `windowBars` bars and of nothing else, older or newer.
 */
export class TrendFeatures {
  readonly #window = new BarWindow(windowBars);
  readonly #minutes: number;

  constructor(timeframe: Timeframe) {
    this.#minutes = timeframeMs[timeframe] / 60_000;
  }

  /** Whether enough bars were pushed for a row. */
  get ready(): boolean {
    return this.#window.full;
  }

  push(bar: NumericBar): void {
    this.#window.push(bar);
  }

  /** The row as of the newest bar; undefined until `ready`, or where the price did not move in the whole window. */
  row(): FeatureRow | undefined {
    if (!this.ready) return undefined;
    const view = this.#window.view();
    const returns = logReturns(view.close);
    const scale = tailRms(returns, returns.length);
    if (!(scale > deadScale)) return undefined;
    const named = namedFeatures(view, returns, scale, this.#minutes);
    return {
      ts: view.lastTs,
      close: at(view.close, -1),
      scale,
      values: Float64Array.from(named, ([, value]) => value),
    };
  }
}

/** Names of the features in the order of `FeatureRow.values`. */
export function featureNames(): string[] {
  const view: WindowView = {
    lastTs: 0,
    open: wave(0),
    high: wave(1),
    low: wave(-1),
    close: wave(0),
    volume: wave(0),
  };
  const returns = logReturns(view.close);
  return namedFeatures(view, returns, tailRms(returns, returns.length), 60).map(([name]) => name);
}

/** Any lively prices do: the names do not depend on them. */
function wave(offset: number): Float64Array {
  return Float64Array.from({ length: windowBars }, (_, i) => 100 + 10 * Math.sin(i) + offset);
}

function namedFeatures(
  view: WindowView,
  returns: Float64Array,
  scale: number,
  minutes: number,
): NamedValue[] {
  return [
    ...returnFeatures(returns, scale),
    ...volatilityFeatures(view, returns, scale, minutes),
    ...volumeFeatures(view, returns),
    ...shapeFeatures(view, returns),
    ...indicatorFeatures(view, at(view.close, -1) * scale),
    ...calendarFeatures(view.lastTs, minutes),
  ];
}

function returnFeatures(returns: Float64Array, scale: number): NamedValue[] {
  return [1, 2, 4, 8, 24, 72, 168].map((n) => [
    `return${n}`,
    tailSum(returns, n) / (scale * Math.sqrt(n)),
  ]) satisfies NamedValue[];
}

function volatilityFeatures(
  view: WindowView,
  returns: Float64Array,
  scale: number,
  minutes: number,
): NamedValue[] {
  const ranges = squaredLogRanges(view.high, view.low);
  const absolute = returns.map(Math.abs);
  const down = returns.map((value) => Math.min(value, 0));
  return [
    ...[2, 4, 8, 16, 32, 64, 128].map((n): NamedValue => [`vol${n}`, logRatio(tailRms(returns, n), scale)]),
    ...[1, 4, 16, 64, 200].map((n): NamedValue => {
      const parkinson = Math.sqrt(tailSum(ranges, n) / (4 * Math.LN2 * n));
      return [`range${n}`, logRatio(parkinson, scale)];
    }),
    ...[0.8, 0.9, 0.97].map((decay): NamedValue => {
      return [`ewma${decay * 100}`, logRatio(exponentialRms(returns, decay), scale)];
    }),
    ['sameHours', logRatio(sameHoursRange(ranges, minutes), scale)],
    ['jump8', tailMax(absolute, 8) / scale],
    ['jump64', tailMax(absolute, 64) / scale],
    ['tail199', tailMax(absolute, returns.length) / scale],
    ['meanAbsolute199', tailSum(absolute, returns.length) / (returns.length * scale)],
    ['downside24', ratio(tailRms(down, 24) ** 2, tailRms(returns, 24) ** 2)],
    ['downside168', ratio(tailRms(down, 168) ** 2, tailRms(returns, 168) ** 2)],
    ['scalePerRootHour', Math.log(scale * Math.sqrt(60 / minutes))],
  ];
}

function volumeFeatures(view: WindowView, returns: Float64Array): NamedValue[] {
  const { volume } = view;
  const mean = tailSum(volume, volume.length) / volume.length;
  const signed = returns.map((value, i) => Math.sign(value) * at(volume, i + 1));
  return [
    ...[1, 4, 24].map((n): NamedValue => [`volume${n}`, logRatio(tailSum(volume, n) / n, mean)]),
    ...[8, 32].map((n): NamedValue => [`flow${n}`, ratio(tailSum(signed, n), tailSum(volume, n))]),
  ];
}

function shapeFeatures(view: WindowView, returns: Float64Array): NamedValue[] {
  const { open, high, low, close } = view;
  const last = at(close, -1);
  const place = (n: number) => {
    const bottom = tailMin(low, n);
    return ratio(last - bottom, tailMax(high, n) - bottom);
  };
  const range = at(high, -1) - at(low, -1);
  return [
    ['place1', place(1)],
    ['body1', ratio(last - at(open, -1), range)],
    ['place24', place(24)],
    ['place168', place(168)],
    ['autocorrelation24', tailAutocorrelation(returns, 24)],
    ['autocorrelation128', tailAutocorrelation(returns, 128)],
  ];
}

/** UTC hour and weekday of the bar's close; crypto trades around the clock, its traders do not. */
function calendarFeatures(lastTs: number, minutes: number): NamedValue[] {
  const closeTime = lastTs + minutes * 60_000;
  const hour = (closeTime / 3_600_000) % 24;
  const day = Math.floor(closeTime / 86_400_000 + 4) % 7;
  const angle = (hour / 24) * 2 * Math.PI;
  return [
    ['hourSin', Math.sin(angle)],
    ['hourCos', Math.cos(angle)],
    ['halfDaySin', Math.sin(2 * angle)],
    ['halfDayCos', Math.cos(2 * angle)],
    ['weekday', day],
    ['timeframeLog2', Math.log2(minutes)],
  ];
}

/**
 * Parkinson volatility of the four bars that followed this time of day on the earlier days of the window;
 * 0 where the window spans less than a day and four bars.
 */
function sameHoursRange(ranges: Float64Array, minutes: number): number {
  const day = Math.max(1, Math.round(1440 / minutes));
  let sum = 0;
  let count = 0;
  for (let back = day; back <= ranges.length && day > 4; back += day)
    for (let ahead = 0; ahead < 4; ahead += 1) {
      sum += at(ranges, ranges.length - back + ahead);
      count += 1;
    }
  return count > 0 ? Math.sqrt(sum / (4 * Math.LN2 * count)) : 0;
}

/** Log of a ratio kept within ±6, so that one dead bar or an empty volume column is a large number, not infinity. */
function logRatio(value: number, base: number): number {
  if (!(base > 0)) return 0;
  return Math.min(6, Math.max(-6, Math.log(value / base)));
}

function ratio(value: number, base: number): number {
  return base === 0 ? 0 : value / base;
}
