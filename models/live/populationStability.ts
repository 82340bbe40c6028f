/**
 * Population stability index: how far a sample lies from the population whose quantiles are given. Below 0.1 is like
 * it, above 0.25 has moved (the customary reading; Siddiqi, Credit Risk Scorecards, 2006).
 *
 * @param edges ascending inner edges that part the population into groups of equal share
 * @returns sum over the groups of (found - expected) × ln(found / expected); NaN for no values
 */
export function populationStability(values: readonly number[], edges: readonly number[]): number {
  const groups = edges.length + 1;
  const counts = new Array<number>(groups).fill(0);
  for (const value of values) {
    const group = edges.findIndex((edge) => value <= edge);
    const at = group < 0 ? groups - 1 : group;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  // Half a value more in each group, so that an empty one counts as rare and not as impossible.
  const total = values.length + groups / 2;
  const expected = 1 / groups;
  return values.length === 0
    ? Number.NaN
    : counts.reduce((sum, count) => {
        const found = (count + 0.5) / total;
        return sum + (found - expected) * Math.log(found / expected);
      }, 0);
}
