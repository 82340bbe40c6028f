import { checkSeries, type SeriesCheck } from '../../../desk/data/checkSeries.ts';
import { systemClock } from '../../../host/systemClock.ts';
import { type Cli, print } from '../Cli.ts';
import { findSeries, type SeriesFilter } from '../data/findSeries.ts';
import { badLines, count, gapLines } from '../data/reportLines.ts';
import { withBarStore } from '../data/withBarStore.ts';
import { dateTime } from '../format/amounts.ts';

/** Reads every stored bar and tells what is wrong or missing. 1 for a bad bar, and with `strict` for a gap too. */
export async function dataCheck(cli: Cli, options: SeriesFilter & { strict?: boolean }): Promise<number> {
  return withBarStore(cli, async (database) => {
    const checks: SeriesCheck[] = [];
    for (const series of await findSeries(database.read.bars, options)) {
      checks.push(await checkSeries(database.read.bars, series, systemClock.now()));
    }
    const bad = checks.reduce((sum, check) => sum + check.bad.count, 0);
    const missing = checks.reduce((sum, check) => sum + check.missing, 0);
    const ok = bad === 0 && (missing === 0 || options.strict !== true);
    print(cli, { ok, series: checks }, () => checks.flatMap(lines));
    if (ok) return 0;
    cli.terminal.err(
      `${count(bad, 'bad bar')} and ${count(missing, 'missing bar')} in what is stored. Pull or import that stretch again; \`data import --replace\` takes a file’s numbers over the stored ones.`,
    );
    return 1;
  });
}

function lines({ source, instrument, length, bars, first, last, gaps, bad }: SeriesCheck): string[] {
  const mark = bad.count > 0 ? '✗' : gaps.length > 0 ? '!' : '✓';
  return [
    `${mark} ${instrument} ${length} from ${source}: ${count(bars, 'bar')}, ${dateTime(first)} to ${dateTime(last)}`,
    ...gapLines(gaps, 'they are not stored.').map((line) => `  ${line}`),
    ...badLines(bad).map((line) => `  ${line}`),
  ];
}
