import { DatabaseError } from '../../db/DatabaseError.ts';
import type { BarRepository } from '../../db/Repositories.ts';
import type { BarSeriesExtent } from '../../domain/bars/BarSeries.ts';
import { barLengthMs } from '../../domain/bars/barLengths.ts';
import { type BarGap, findGaps } from '../../domain/bars/findGaps.ts';
import { type BadBar, BadBars } from './BadBars.ts';

export type SeriesCheck = BarSeriesExtent & {
  gaps: BarGap[];
  missing: number;
  bad: { count: number; examples: readonly BadBar[] };
};

/** Reads a stored series whole and looks at every bar and at what is missing between them. `now`: our clock. */
export async function checkSeries(
  bars: Pick<BarRepository, 'list'>,
  extent: BarSeriesExtent,
  now: number,
): Promise<SeriesCheck> {
  const lengthMs = barLengthMs[extent.length];
  const bad = new BadBars(lengthMs, () => now);
  try {
    const stored = await bars.list(extent);
    for (const bar of stored) bad.check(bar, new Date(bar.ts).toISOString());
    const gaps = findGaps(
      stored.map((bar) => bar.ts),
      lengthMs,
    );
    const missing = gaps.reduce((sum, gap) => sum + gap.missing, 0);
    return { ...extent, gaps, missing, bad: { count: bad.count, examples: bad.examples } };
  } catch (cause) {
    if (!(cause instanceof DatabaseError)) throw cause;
    const example = { fault: cause.code, text: cause.message, where: 'the database' };
    return { ...extent, gaps: [], missing: 0, bad: { count: 1, examples: [example] } };
  }
}
