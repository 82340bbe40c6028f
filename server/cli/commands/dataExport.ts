import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { BarLength } from '../../../domain/bars/barLengths.ts';
import { barColumns } from '../../../domain/bars/parseBarsCsv.ts';
import { type Cli, print } from '../Cli.ts';
import { CliError } from '../CliError.ts';
import { findOneSeries } from '../data/findSeries.ts';
import { count } from '../data/reportLines.ts';
import { withBarStore } from '../data/withBarStore.ts';

export type DataExportOptions = {
  instrument: string;
  timeframe: BarLength;
  source?: string;
  from?: number;
  to?: number;
  out: string;
};

/** Writes stored bars into a file that `replay`, `models evaluate` and `data import` read. */
export async function dataExport(cli: Cli, options: DataExportOptions): Promise<number> {
  const { instrument, timeframe, source, from, to, out } = options;
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
    const rows = bars.map((bar) => barColumns.map((column) => bar[column]).join(','));
    const text = `${[barColumns.join(','), ...rows].join('\n')}\n`;
    // `wx`: somebody's file is never written over.
    await writeFile(out, out.endsWith('.gz') ? gzipSync(text) : text, { flag: 'wx' }).catch(
      (cause: unknown) => {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new CliError(`${out} cannot be written: ${reason}. Name a file that is not there yet.`, {
          cause,
        });
      },
    );
    const { source: from_, length } = series;
    print(cli, { file: out, source: from_, instrument, length, bars: bars.length }, () => [
      `✓ ${count(bars.length, 'bar')} of ${instrument} ${length} from ${from_} in ${out}.`,
    ]);
    return 0;
  });
}
