import type { Bar } from '../../domain/market.ts';

/** A candle in binary floats, for indicators and models only: nothing here flows back into an order. */
export type NumericBar = {
  /** Open time, epoch ms. */
  ts: number;
  open: number;
  high: number;
  low: number;
  close: number;
  /** Base units. */
  volume: number;
};

/** Converts a desk bar. Text that is no number becomes NaN, which `checkBars` refuses. */
export function toNumericBar(bar: Bar): NumericBar {
  return {
    ts: bar.ts,
    open: Number(bar.open),
    high: Number(bar.high),
    low: Number(bar.low),
    close: Number(bar.close),
    volume: Number(bar.volume),
  };
}
