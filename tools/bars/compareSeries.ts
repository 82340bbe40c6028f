import type { InstrumentId } from '../../domain/ids.ts';
import type { Bar } from '../../domain/market.ts';

/** Fewer common bars than this say nothing of how two series move together. */
export const fewestCommon = 10;

/** Ascending bars of one instrument. */
export type Series = { instrument: InstrumentId; bars: readonly Bar[] };

/** How two series moved together: the Pearson correlation of the log returns of the bars that both have. */
export type Correlation = { pair: [InstrumentId, InstrumentId]; correlation: string | null; bars: number };

/** Correlation of each pair; null where too few bars are common or one of them did not move at all. */
export function correlate(series: readonly Series[]): Correlation[] {
  return series.flatMap((one, index) =>
    series.slice(index + 1).map((other): Correlation => {
      const [x, y] = commonReturns(one.bars, other.bars);
      const found = x.length < fewestCommon ? null : pearson(x, y);
      return {
        pair: [one.instrument, other.instrument],
        correlation: found === null ? null : found.toFixed(2),
        bars: x.length,
      };
    }),
  );
}

/** Returns over the same steps: from one bar that both have to the next one. */
function commonReturns(one: readonly Bar[], other: readonly Bar[]): [number[], number[]] {
  const closes = new Map(other.map((bar) => [bar.ts, Number(bar.close)]));
  const common = one.flatMap((bar) => {
    const close = closes.get(bar.ts);
    return close === undefined ? [] : [[Number(bar.close), close] as const];
  });
  const returns = (side: 0 | 1) =>
    common.slice(1).map((pair, index) => Math.log(pair[side] / (common[index] ?? pair)[side]));
  return [returns(0), returns(1)];
}

function pearson(x: readonly number[], y: readonly number[]): number | null {
  const mean = (values: readonly number[]) =>
    values.reduce((total, value) => total + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [both, squareX, squareY] = [0, 0, 0];
  for (const [index, value] of x.entries()) {
    const [dx, dy] = [value - meanX, (y[index] ?? meanY) - meanY];
    both += dx * dy;
    squareX += dx * dx;
    squareY += dy * dy;
  }
  const scale = Math.sqrt(squareX * squareY);
  return scale > 0 && Number.isFinite(scale) ? both / scale : null;
}
