import { type Probabilities, quantileLevels } from './TrendSample.ts';

/** Mean of a column; NaN where there is nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Negative natural logarithm of the probability given to what happened. */
export function logLoss(probabilities: Probabilities, outcome: number): number {
  return -Math.log(Math.max(1e-9, probabilities[outcome] ?? 0));
}

/** Sum over the three outcomes of the squared distance to what happened (0 best, 2 worst). */
export function brier(probabilities: Probabilities, outcome: number): number {
  return probabilities.reduce((sum, p, i) => sum + (p - (i === outcome ? 1 : 0)) ** 2, 0);
}

/** Mean pinball loss over the quantile levels, in the unit of the returns. */
export function quantileLoss(quantiles: readonly number[], realised: number): number {
  return mean(
    quantileLevels.map((level, i) => {
      const miss = realised - (quantiles[i] ?? Number.NaN);
      return Math.max(level * miss, (level - 1) * miss);
    }),
  );
}

/** Whether the outcome lies between the 5% and the 95% quantile. */
export function inside(quantiles: readonly number[], realised: number): boolean {
  return realised >= (quantiles[0] ?? Number.NaN) && realised <= (quantiles.at(-1) ?? Number.NaN);
}

/** Area under the ROC curve of a score for a yes-or-no outcome; ties count half. */
export function areaUnderCurve(scores: readonly number[], yes: readonly boolean[]): number {
  const order = scores.map((score, i) => ({ score, yes: yes[i] === true })).sort((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let i = 0; i < order.length; ) {
    let end = i;
    while (end < order.length && order[end]?.score === order[i]?.score) end += 1;
    const rank = (i + end + 1) / 2;
    for (let j = i; j < end; j += 1) if (order[j]?.yes) rankSum += rank;
    i = end;
  }
  const positive = order.filter((entry) => entry.yes).length;
  const negative = order.length - positive;
  return (rankSum - (positive * (positive + 1)) / 2) / (positive * negative);
}
