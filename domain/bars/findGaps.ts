/** Bars that are missing between two others: the opens of the first and the last of them, and how many they are. */
export type BarGap = { from: number; to: number; missing: number };

/**
 * Where a series has no bars, in [from, to) where a range is given and between its own first and last bar otherwise.
 * `times` are opens in epoch ms, ascending and on the grid of `lengthMs`, as is the range.
 */
export function findGaps(
  times: Iterable<number>,
  lengthMs: number,
  range?: { from: number; to: number },
): BarGap[] {
  const gaps: BarGap[] = [];
  let expected = range?.from;
  const note = (next: number) => {
    if (expected !== undefined && next > expected) {
      gaps.push({ from: expected, to: next - lengthMs, missing: (next - expected) / lengthMs });
    }
  };
  for (const ts of times) {
    note(ts);
    expected = ts + lengthMs;
  }
  if (range !== undefined) note(range.to);
  return gaps;
}
