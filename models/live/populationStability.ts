/** A feature that takes hardly any values, as a constant does, cannot be told from its population. */
const fewestEdges = 3;

/**
 * Population stability index: how far a sample lies from the population whose quantiles are given (Siddiqi, Credit
 * Risk Scorecards, 2006). 0 is the same; how much is far depends on how alike neighbouring values are, so that the
 * limit has to be measured.
 *
 * @param edges ascending inner edges that part the population into groups of equal share; equal edges are one, whose
 *   group has the share of all of them
 * @returns sum over the groups of (found - expected) × ln(found / expected); NaN for no values, or too few groups
 */
export function populationStability(values: readonly number[], edges: readonly number[]): number {
  const distinct = [...new Set(edges)];
  if (values.length === 0 || distinct.length < fewestEdges) return Number.NaN;
  const groups = distinct.length + 1;
  const shares = distinct.map((edge) => edges.filter((one) => one === edge).length / (edges.length + 1));
  const counts = new Array<number>(groups).fill(0);
  for (const value of values) {
    const group = distinct.findIndex((edge) => value <= edge);
    const at = group < 0 ? groups - 1 : group;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  // Half a value more in each group, so that an empty one counts as rare and not as impossible.
  const total = values.length + groups / 2;
  return counts.reduce((sum, count, group) => {
    const expected = shares[group] ?? 1 / (edges.length + 1);
    const found = (count + 0.5) / total;
    return sum + (found - expected) * Math.log(found / expected);
  }, 0);
}
