/** Of the texts or bars for which an outcome was given a probability in this range: what was said, and what came. */
export type ReliabilityBin = {
  outcome: string;
  from: number;
  to: number;
  n: number;
  /** Mean probability that was given. */
  said: number;
  /** Share of them in which the outcome came. */
  came: number;
};

const bins = 10;

/** How often each outcome came, by what was said, in ten bins of equal width per outcome; empty bins are left out. */
export function reliability(
  outcomes: readonly string[],
  rows: readonly { said: readonly number[]; came: number }[],
): ReliabilityBin[] {
  return outcomes.flatMap((outcome, k) => {
    const sums = Array.from({ length: bins }, () => ({ n: 0, said: 0, came: 0 }));
    for (const row of rows) {
      const said = row.said[k] ?? 0;
      const sum = sums[Math.min(bins - 1, Math.floor(said * bins))];
      if (!sum) continue;
      sum.n += 1;
      sum.said += said;
      sum.came += row.came === k ? 1 : 0;
    }
    return sums.flatMap(({ n, said, came }, b) =>
      n === 0 ? [] : [{ outcome, from: b / bins, to: (b + 1) / bins, n, said: said / n, came: came / n }],
    );
  });
}

/** Expected calibration error: the bins' |said - came|, weighted by count, over all outcomes. */
export function calibrationError(parts: readonly ReliabilityBin[]): number {
  const total = parts.reduce((sum, bin) => sum + bin.n, 0);
  return parts.reduce((sum, bin) => sum + bin.n * Math.abs(bin.said - bin.came), 0) / total;
}
