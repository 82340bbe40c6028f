import type { Database } from '../../db/Repositories.ts';
import type { BarSeries } from '../../domain/bars/BarSeries.ts';
import { type BarLength, barLength, barLengthMs } from '../../domain/bars/barLengths.ts';
import { type BarGap, findGaps } from '../../domain/bars/findGaps.ts';
import { parseBarsFile } from '../../domain/bars/parseBarsFile.ts';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { Bar } from '../../domain/market.ts';
import { type BadBar, BadBars } from './BadBars.ts';

export type ImportRequest = Omit<BarSeries, 'length'> & {
  /** The file's bytes and name; its bars may come in any order. */
  bytes: Buffer;
  name: string;
  /** Length of the bars; by the smallest distance between two of them where it is left out. */
  length?: BarLength;
  /** Takes the file's numbers where other ones are stored. */
  replace?: boolean;
  /** Our clock (epoch ms). */
  now: number;
};

export type ImportReport = {
  series: BarSeries;
  first: number;
  last: number;
  rows: number;
  added: number;
  same: number;
  gaps: BarGap[];
  bad: { count: number; examples: readonly BadBar[] };
  /** Bars that were stored with other numbers. */
  different: { count: number; examples: { stored: Bar; found: Bar }[] };
};

/**
 * Stores the bars of a file, all in one transaction. Rows that are no bars are told of and left out.
 *
 * @throws CountersignError when no bar of the file can be stored; nothing is stored then.
 */
export async function importBars(
  database: Pick<Database, 'transaction'>,
  request: ImportRequest,
): Promise<ImportReport> {
  const { bytes, name, source, instrument, now, replace = false } = request;
  const lines = new Map<Bar, number>();
  const faults: { line: number; fault: string; text: string }[] = [];
  let rows = 0;
  for (const row of parseBarsFile(bytes, name)) {
    rows += 1;
    if (row.ok) lines.set(row.bar, row.line);
    else faults.push(row);
  }
  if (lines.size === 0) throw unusable(name, faults[0]);
  const length = request.length ?? shortestDistance(name, [...lines.keys()]);
  const lengthMs = barLengthMs[length];
  const bad = new BadBars(lengthMs, () => now);
  for (const { line, ...fault } of faults) bad.take({ ok: false, ...fault }, `line ${line}`);
  const read = [...lines].flatMap(([bar, line]) => bad.take({ ok: true, bar }, `line ${line}`) ?? []);
  const bars = bad.withoutRepeats(read, (bar) => `line ${lines.get(bar)}`);
  const [first] = bars;
  const last = bars.at(-1);
  if (first === undefined || last === undefined) throw unusable(name, bad.examples[0]);
  if (last.ts + lengthMs > now) bars.pop();
  const series: BarSeries = { source, instrument, length };
  const result = await database.transaction((tx) => tx.bars.add(series, bars, { replace }));
  return {
    ...{ series, first: first.ts, last: bars.at(-1)?.ts ?? first.ts, rows },
    ...{ added: result.added, same: result.same },
    gaps: findGaps(
      bars.map((bar) => bar.ts),
      lengthMs,
    ),
    bad: { count: bad.count, examples: bad.examples },
    different: { count: result.different.length, examples: result.different.slice(0, 20) },
  };
}

/** The length whose grid the bars show. */
function shortestDistance(name: string, bars: readonly Bar[]): BarLength {
  const opens = [...new Set(bars.map((bar) => bar.ts))].sort((a, b) => a - b);
  let shortest = Number.POSITIVE_INFINITY;
  for (let index = 1; index < opens.length; index += 1) {
    shortest = Math.min(shortest, (opens[index] ?? 0) - (opens[index - 1] ?? 0));
  }
  const found = barLength.options.find((option) => barLengthMs[option] === shortest);
  if (found !== undefined) return found;
  const seen = opens.length < 2 ? 'holds one bar only' : `has bars ${shortest} ms apart`;
  throw new CountersignError(
    'data.unknownLength',
    `${name} ${seen}, and bars are stored in lengths of ${barLength.options.join(', ')}. Nothing was stored. Name the length with --timeframe if it is one of these.`,
  );
}

function unusable(name: string, fault: { text: string } | undefined): CountersignError {
  return new CountersignError(
    'data.noBars',
    `${name} holds no bar that can be stored: ${fault?.text ?? 'it is empty'}. Nothing was stored. Its columns have to be ts,open,high,low,close,volume with ts in epoch milliseconds UTC.`,
  );
}
