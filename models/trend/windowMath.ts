/** Plain sums over the tail of a column. Each reads its `n` values afresh, so no rounding drift accumulates. */

/** Element `index`, counted from the end when negative; NaN outside, which the caller's checks would surface. */
export function at(values: Float64Array, index: number): number {
  return values[index < 0 ? values.length + index : index] ?? Number.NaN;
}

/** Sum of the last `n` values. */
export function tailSum(values: Float64Array, n: number): number {
  let sum = 0;
  for (let i = values.length - n; i < values.length; i += 1) sum += at(values, i);
  return sum;
}

/** Root mean square of the last `n` values. */
export function tailRms(values: Float64Array, n: number): number {
  let sum = 0;
  for (let i = values.length - n; i < values.length; i += 1) sum += at(values, i) ** 2;
  return Math.sqrt(sum / n);
}

/** Root mean square with weights that fall by `decay` a step into the past. */
export function exponentialRms(values: Float64Array, decay: number): number {
  let sum = 0;
  let weights = 0;
  for (let i = 0; i < values.length; i += 1) {
    sum = sum * decay + at(values, i) ** 2;
    weights = weights * decay + 1;
  }
  return Math.sqrt(sum / weights);
}

/** Largest of the last `n` values. */
export function tailMax(values: Float64Array, n: number): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let i = values.length - n; i < values.length; i += 1) best = Math.max(best, at(values, i));
  return best;
}

/** Smallest of the last `n` values. */
export function tailMin(values: Float64Array, n: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = values.length - n; i < values.length; i += 1) best = Math.min(best, at(values, i));
  return best;
}

/** Correlation of the last `n` values with their predecessors, about zero mean; 0 where nothing moved. */
export function tailAutocorrelation(values: Float64Array, n: number): number {
  let cross = 0;
  let square = 0;
  for (let i = values.length - n; i < values.length; i += 1) {
    cross += at(values, i) * at(values, i - 1);
    square += at(values, i) ** 2;
  }
  return square > 0 ? cross / square : 0;
}

/** Log returns of a price column, one fewer than its length. */
export function logReturns(close: Float64Array): Float64Array {
  const returns = new Float64Array(close.length - 1);
  for (let i = 1; i < close.length; i += 1) returns[i - 1] = Math.log(at(close, i) / at(close, i - 1));
  return returns;
}

/** Squared log ranges of high to low, whose mean over `4 ln 2` estimates variance (Parkinson 1980). */
export function squaredLogRanges(high: Float64Array, low: Float64Array): Float64Array {
  const ranges = new Float64Array(high.length);
  for (let i = 0; i < high.length; i += 1) ranges[i] = Math.log(at(high, i) / at(low, i)) ** 2;
  return ranges;
}
