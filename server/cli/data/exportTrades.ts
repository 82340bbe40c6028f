import type { TradeRepository } from '../../../db/Repositories.ts';
import type { PublicTrade, TradeSeriesExtent } from '../../../domain/trades/PublicTrade.ts';
import { type TradeGap, TradeGapFinder } from '../../../domain/trades/TradeGapFinder.ts';
import { numbersItsTrades } from '../../../venues/ccxt/feed/numbersItsTrades.ts';
import { type Cli, print } from '../Cli.ts';
import { CliError } from '../CliError.ts';
import { amount, dateTime } from '../format/amounts.ts';
import { count } from './reportLines.ts';
import { withBarStore } from './withBarStore.ts';
import { writeNewFile } from './writeNewFile.ts';

export type TradeExport = { instrument: string; source?: string; from?: number; to?: number; out: string };

/** Read at once; a busy pair has a hundred thousand in it. */
const stretchMs = 600_000;
const gapsShown = 8;

/** Writes stored trades into a file, oldest first, and tells where some are missing. */
export function exportTrades(cli: Cli, { instrument, source, from, to, out }: TradeExport): Promise<number> {
  return withBarStore(cli, async (database) => {
    const { trades } = database.read;
    const series = choose(await trades.extents(), { instrument, ...(source !== undefined && { source }) });
    const finder = new TradeGapFinder(numbersItsTrades(series.source));
    const first = Math.max(from ?? series.first, series.first);
    const last = Math.min(to === undefined ? series.last : to - 1, series.last);
    if (first > last) throw new CliError(`No stored trade lies in that stretch. ${out} was not written.`);
    let written = 0;
    await writeNewFile(
      out,
      lines(trades, { series, first, last }, (found) => {
        written += found.length;
        finder.look(found);
      }),
    );
    const { gaps } = finder;
    const json = gaps.map((gap) => ({ ...gap, missing: gap.missing?.toString() ?? null }));
    print(cli, { file: out, source: series.source, instrument, trades: written, gaps: json }, () => [
      `✓ ${count(written, 'trade')} of ${instrument} from ${series.source} in ${out}.`,
      ...gapLines(gaps),
    ]);
    return 0;
  });
}

async function* lines(
  trades: Pick<TradeRepository, 'list'>,
  { series, first, last }: { series: TradeSeriesExtent; first: number; last: number },
  onRead: (found: readonly PublicTrade[]) => void,
): AsyncGenerator<string> {
  yield 'ts,id,price,quantity,side\n';
  for (let from = first; from <= last; from += stretchMs) {
    const found = await trades.list(series, { from, to: Math.min(last, from + stretchMs - 1) });
    onRead(found);
    yield found.map(line).join('');
  }
}

function line({ exchangeTime, id, price, quantity, takerSide }: PublicTrade): string {
  const name = id !== null && /[",]/.test(id) ? `"${id.replaceAll('"', '""')}"` : (id ?? '');
  return `${exchangeTime},${name},${price},${quantity},${takerSide}\n`;
}

function choose(
  all: readonly TradeSeriesExtent[],
  { instrument, source }: { instrument: string; source?: string },
): TradeSeriesExtent {
  const found = all.filter(
    (series) => series.instrument === instrument && (source === undefined || series.source === source),
  );
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const there = all.map((series) => `${series.instrument} from ${series.source}`).join(', ');
  if (found.length > 1) {
    throw new CliError(
      `Trades of ${instrument} are stored from more than one source: ${there}. Nothing was written. Name the one with --source.`,
      { exitCode: 2 },
    );
  }
  throw new CliError(
    all.length === 0
      ? 'No trades are stored yet. Nothing was written. Set data.storeTradesForDays in config.yaml to a number of days, and run the desk in mode paper: it stores what it hears.'
      : `No stored trades are like that. Nothing was written. There are ${there}.`,
  );
}

function gapLines(gaps: readonly TradeGap[]): string[] {
  if (gaps.length === 0) return [];
  const known = gaps.reduce((sum, { missing }) => sum + (missing ?? 0n), 0n);
  const many = known > 0n ? `${amount(String(known))} trades are missing` : 'Trades may be missing';
  return [
    `! ${many} in ${count(gaps.length, 'gap')}: the desk did not run, was cut off, or its database could not keep up. Nothing is filled in.`,
    ...gaps.slice(0, gapsShown).map(({ from, to }) => `    ${dateTime(from)} to ${dateTime(to)}`),
    ...(gaps.length > gapsShown
      ? [`    and ${count(gaps.length - gapsShown, 'other')}; --json lists all`]
      : []),
  ];
}
