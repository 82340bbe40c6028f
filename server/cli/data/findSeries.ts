import type { BarRepository } from '../../../db/Repositories.ts';
import type { BarSeriesExtent } from '../../../domain/bars/BarSeries.ts';
import { CliError } from '../CliError.ts';

/** Which stored series a command is about; what is left out matches all. */
export type SeriesFilter = { instrument?: string; timeframe?: string; source?: string };

/** The stored series that match. */
export async function findSeries(
  bars: Pick<BarRepository, 'extents'>,
  { instrument, timeframe, source }: SeriesFilter,
): Promise<BarSeriesExtent[]> {
  const all = await bars.extents();
  const found = all.filter(
    (series) =>
      (instrument === undefined || series.instrument === instrument) &&
      (timeframe === undefined || series.length === timeframe) &&
      (source === undefined || series.source === source),
  );
  if (found.length > 0) return found;
  if (all.length === 0) {
    throw new CliError(
      'No bars are stored yet. Nothing was changed. Get some with `countersign data pull` or `countersign data import FILE`.',
    );
  }
  throw new CliError(`No stored bars are like that. Nothing was changed. There are ${nameAll(all)}.`);
}

/** The one series that matches. */
export async function findOneSeries(
  bars: Pick<BarRepository, 'extents'>,
  filter: SeriesFilter,
): Promise<BarSeriesExtent> {
  const found = await findSeries(bars, filter);
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  throw new CliError(
    `More than one stored series is like that: ${nameAll(found)}. Nothing was changed. Name the one with --source.`,
    { exitCode: 2 },
  );
}

function nameAll(series: readonly BarSeriesExtent[]): string {
  return series.map(({ source, instrument, length }) => `${instrument} ${length} from ${source}`).join(', ');
}
