import { seededRandom } from './seededRandom.ts';
import type { TrendSample } from './TrendSample.ts';

/** What forecasts would show if every probability were true: the mean over draws, and what one draw in twenty exceeds. */
export type ChanceCalibration = { mean: number; high: number };

const draws = 40;
const bins = 10;

/**
 * Calibration error that these very forecasts would show by chance, though each probability were true. Prices move
 * together and horizons overlap, so a few months hold far fewer independent outcomes than forecasts: each draw gives
 * every bar of every instrument a normal shock, with as much in common as the returns of the samples have, sums the
 * shocks over the horizon and takes the outcome that the forecast gives to a sum of that rank. Seeded. `barMs`: the
 * length of a bar; samples of other lengths are taken for such ones.
 */
export function chanceCalibration(
  samples: readonly TrendSample[],
  { barMs, horizonBars }: { barMs: number; horizonBars: number },
): ChanceCalibration {
  const shared = sharedShare(samples);
  const [first, last] = span(samples);
  const length = Math.floor((last - first) / barMs) + horizonBars + 2;
  const random = seededRandom(11);
  const instruments = [...Map.groupBy(samples, ({ instrument }) => instrument).values()];
  const errors = Array.from({ length: draws }, () => {
    const common = Float64Array.from({ length }, () => normal(random));
    const gaps = new Float64Array(3 * bins);
    for (const own of instruments) {
      const path = pathOf(common, shared, random);
      for (const { ts, model } of own) {
        const at = Math.floor((ts - first) / barMs);
        const sum = ((path[at + horizonBars] ?? 0) - (path[at] ?? 0)) / Math.sqrt(horizonBars);
        const rank = normalShare(sum);
        const came = rank < model[0] ? 0 : rank < model[0] + model[1] ? 1 : 2;
        model.forEach((said, k) => {
          const bin = k * bins + Math.min(bins - 1, Math.floor(said * bins));
          gaps[bin] = (gaps[bin] ?? 0) + said - (came === k ? 1 : 0);
        });
      }
    }
    return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / (3 * samples.length);
  }).sort((a, b) => a - b);
  return {
    mean: errors.reduce((sum, error) => sum + error, 0) / draws,
    high: errors[Math.ceil(draws * 0.95) - 1] ?? Number.NaN,
  };
}

/** Correlation of the instruments' returns at one time, each in widths of its own interval; 0 for one instrument. */
function sharedShare(samples: readonly TrendSample[]): number {
  let [products, pairs, squares] = [0, 0, 0];
  for (const together of Map.groupBy(samples, ({ ts }) => ts).values()) {
    const moves = together.map(({ realised, quantiles: { model } }) => {
      const width = (model.at(-1) ?? 0) - (model[0] ?? 0);
      return width > 0 ? realised / width : 0;
    });
    const sum = moves.reduce((total, move) => total + move, 0);
    const square = moves.reduce((total, move) => total + move * move, 0);
    products += sum * sum - square;
    pairs += moves.length * (moves.length - 1);
    squares += square;
  }
  if (pairs === 0 || squares === 0) return 0;
  return Math.min(0.99, Math.max(0, products / pairs / (squares / samples.length)));
}

function span(samples: readonly TrendSample[]): [number, number] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { ts } of samples) {
    first = Math.min(first, ts);
    last = Math.max(last, ts);
  }
  return [first, last];
}

/** Running sum of an instrument's shocks, one entry longer than they are. */
function pathOf(common: Float64Array, shared: number, random: () => number): Float64Array {
  const path = new Float64Array(common.length + 1);
  const [together, alone] = [Math.sqrt(shared), Math.sqrt(1 - shared)];
  for (let i = 0; i < common.length; i += 1)
    path[i + 1] = (path[i] ?? 0) + together * (common[i] ?? 0) + alone * normal(random);
  return path;
}

/** A standard normal number (Box and Muller). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Share of a standard normal below `x` (Abramowitz and Stegun 26.2.17, right to 1e-7). */
function normalShare(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return x > 0 ? 1 - tail : tail;
}
