import type { Bar } from '../../domain/market.ts';
import type { NumericBar } from './NumericBar.ts';

/** Seeded made-up bars for tests: a random walk with changing volatility. `stepMs` apart from `start`. */
export function testBars(
  count: number,
  { seed = 1, stepMs = 3_600_000, start = 1_700_000_400_000 } = {},
): Bar[] {
  let state = seed;
  const next = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  const first = Math.floor(start / stepMs) * stepMs;
  let price = 20_000;
  return Array.from({ length: count }, (_, i) => {
    const open = price;
    const volatility = 0.004 * (1 + 0.8 * Math.sin(i / 40));
    price *= 1 + (next() + next() + next() - 1.5) * volatility;
    const text = (value: number) => value.toFixed(2);
    return {
      ts: first + i * stepMs,
      open: text(open),
      high: text(Math.max(open, price) * (1 + next() * volatility)),
      low: text(Math.min(open, price) * (1 - next() * volatility)),
      close: text(price),
      volume: (1 + next() * 90).toFixed(3),
    };
  });
}

/** CSV text of bars, as recorded files have it. */
export function csvOf(bars: readonly (Bar | NumericBar)[]): string {
  const lines = bars.map((bar) => [bar.ts, bar.open, bar.high, bar.low, bar.close, bar.volume].join(','));
  return `${['ts,open,high,low,close,volume', ...lines].join('\n')}\n`;
}
