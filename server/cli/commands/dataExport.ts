import type { BarLength } from '../../../domain/bars/barLengths.ts';
import { barColumns } from '../../../domain/bars/parseBarsCsv.ts';
import { type Cli, print } from '../Cli.ts';
import { CliError } from '../CliError.ts';
import { exportTrades } from '../data/exportTrades.ts';
import { findOneSeries } from '../data/findSeries.ts';
import { count } from '../data/reportLines.ts';
import { withBarStore } from '../data/withBarStore.ts';
import { writeNewFile } from '../data/writeNewFile.ts';

export type DataExportOptions = {
  instrument: string;
  timeframe?: BarLength;
  trades?: boolean;
  source?: string;
  from?: number;
  to?: number;
  out: string;
};

/** Writes stored bars into a file that `replay`, `models evaluate` and `data import` read; or stored trades. */
export async function dataExport(cli: Cli, options: DataExportOptions): Promise<number> {
  const { instrument, timeframe, source, from, to, out } = options;
  if (options.trades === true && timeframe === undefined) return exportTrades(cli, options);
  if (timeframe === undefined || options.trades === true) {
    throw new CliError(
      `Name either --timeframe, such as --timeframe 5m, for bars, or --trades for trades. ${out} was not written.`,
      { exitCode: 2 },
    );
  }
  return withBarStore(cli, async (database) => {
    const filter = { instrument, timeframe, ...(source !== undefined && { source }) };
    const series = await findOneSeries(database.read.bars, filter);
    const bars = await database.read.bars.list(series, {
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to: to - 1 }),
    });
    if (bars.length === 0) {
      throw new CliError(`No stored bar lies in that stretch. ${out} was not written.`);
    }
    const rows = bars.map((bar) => `${barColumns.map((column) => bar[column]).join(',')}\n`);
    await writeNewFile(out, [`${barColumns.join(',')}\n`, ...rows]);
    const { source: from_, length } = series;
    print(cli, { file: out, source: from_, instrument, length, bars: bars.length }, () => [
      `✓ ${count(bars.length, 'bar')} of ${instrument} ${length} from ${from_} in ${out}.`,
    ]);
    return 0;
  });
}
