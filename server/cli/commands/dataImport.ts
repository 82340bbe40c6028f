import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { importBars } from '../../../desk/data/importBars.ts';
import type { BarLength } from '../../../domain/bars/barLengths.ts';
import { instrumentOfName } from '../../../domain/bars/instrumentOfName.ts';
import { instrumentId } from '../../../domain/ids.ts';
import { systemClock } from '../../../host/systemClock.ts';
import { type Cli, print } from '../Cli.ts';
import { CliError } from '../CliError.ts';
import { badLines, count, differentLines, gapLines } from '../data/reportLines.ts';
import { withBarStore } from '../data/withBarStore.ts';
import { amount, dateTime } from '../format/amounts.ts';

export type DataImportOptions = {
  instrument?: string;
  timeframe?: BarLength;
  source: string;
  replace?: boolean;
};

/** Stores the bars of a file. 1 where a row had to be refused; the others are stored then. */
export async function dataImport(cli: Cli, file: string, options: DataImportOptions): Promise<number> {
  const name = basename(file);
  const { timeframe, source, replace = false } = options;
  const instrument = instrumentId.safeParse(options.instrument ?? instrumentOfName(name));
  if (!instrument.success) {
    throw new CliError(
      `The name ${name} does not begin with an instrument, as BTCUSDT-5m.csv does. Nothing was stored. Name it with --instrument, such as BTC/USDT.`,
      { exitCode: 2 },
    );
  }
  const bytes = await readFile(file).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`${file} cannot be read: ${reason}. Nothing was stored. Check the path.`, { cause });
  });
  return withBarStore(cli, async (database) => {
    const report = await importBars(database, {
      ...{ bytes, name, source, replace, instrument: instrument.data, now: systemClock.now() },
      ...(timeframe && { length: timeframe }),
    });
    const { series, first, last, added, same, gaps, bad, different } = report;
    print(cli, report, () => [
      `${name}: ${series.instrument} ${series.length} from source ${series.source}, ${dateTime(first)} to ${dateTime(last)}`,
      `✓ ${count(added, 'bar')} new, ${amount(String(same))} there before.`,
      ...gapLines(gaps, 'the file does not have them.'),
      ...badLines(bad),
      ...differentLines(different, replace ? 'found' : 'stored'),
    ]);
    if (bad.count === 0) return 0;
    cli.terminal.err(`${count(bad.count, 'row')} of ${name} refused; the others are stored.`);
    return 1;
  });
}
