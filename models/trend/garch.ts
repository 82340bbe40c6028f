/** GARCH(1,1) with variance targeting, the volatility-scaled random walk that the model has to beat. */
export type GarchParameters = { alpha: number; beta: number };

/**
 * Expected standard deviation of the sum of the next `horizon` returns, divided by `scale * sqrt(horizon)`.
 * `returns`: log returns, oldest first; `scale`: their root mean square, to which variance reverts. Bollerslev
 * (1986); the recursion starts at the long-run variance, whose trace after 199 bars is below rounding.
 */
export function garchRatios(
  returns: Float64Array,
  scale: number,
  horizons: readonly number[],
  { alpha, beta }: GarchParameters,
): number[] {
  const persistence = alpha + beta;
  const longRun = scale * scale;
  let variance = longRun;
  for (const value of returns)
    variance = (1 - persistence) * longRun + alpha * value * value + beta * variance;
  return horizons.map((horizon) => {
    const excess = ((variance - longRun) * (1 - persistence ** horizon)) / (1 - persistence);
    return Math.sqrt((horizon * longRun + excess) / (horizon * longRun));
  });
}

/**
 * Maximum-likelihood parameters (Gaussian quasi-likelihood) over several return series, each normalised to unit
 * variance, by a grid that is refined around its best point.
 */
export function fitGarch(series: readonly Float64Array[]): GarchParameters {
  let best = { alpha: 0.08, persistence: 0.98, loss: Number.POSITIVE_INFINITY };
  let [alphaStep, restStep] = [2, 3];
  for (let round = 0; round < 6; round += 1) {
    const centre = best;
    for (let i = -3; i <= 3; i += 1)
      for (let j = -3; j <= 3; j += 1) {
        const alpha = Math.min(0.5, centre.alpha * alphaStep ** (i / 3));
        const persistence = 1 - Math.min(0.6, Math.max(1e-4, (1 - centre.persistence) * restStep ** j));
        if (alpha >= persistence) continue;
        const loss = series.reduce(
          (total, returns) => total + negativeLikelihood(returns, alpha, persistence),
          0,
        );
        if (loss < best.loss) best = { alpha, persistence, loss };
      }
    alphaStep = Math.sqrt(alphaStep);
    restStep = Math.sqrt(restStep);
  }
  return { alpha: best.alpha, beta: best.persistence - best.alpha };
}

function negativeLikelihood(returns: Float64Array, alpha: number, persistence: number): number {
  let variance = 1;
  let loss = 0;
  for (const value of returns) {
    loss += Math.log(variance) + (value * value) / variance;
    variance = 1 - persistence + alpha * value * value + (persistence - alpha) * variance;
  }
  return loss;
}
