import { type PullReport, pullBars } from '../../../desk/data/pullBars.ts';
import type { BarLength } from '../../../domain/bars/barLengths.ts';
import { instrumentId } from '../../../domain/ids.ts';
import { openBarSource } from '../../../host/openBarSource.ts';
import { systemClock } from '../../../host/systemClock.ts';
import type { BarSource } from '../../../venues/BarSource.ts';
import { type Cli, print } from '../Cli.ts';
import { CliError } from '../CliError.ts';
import { badLines, count, differentLines, gapLines } from '../data/reportLines.ts';
import { withBarStore } from '../data/withBarStore.ts';
import { amount, dateTime } from '../format/amounts.ts';

export type DataPullOptions = {
  instrument: string;
  timeframe: BarLength;
  from: number;
  to?: number;
  exchange?: string;
};

const tries = 5;
const firstPauseMs = 1_000;

/** Backfills the bars of one instrument from an exchange into the database. 1 where a bar had to be refused. */
export async function dataPull(cli: Cli, options: DataPullOptions): Promise<number> {
  const { terminal } = cli;
  const instrument = instrumentId.safeParse(options.instrument);
  if (!instrument.success) {
    throw new CliError(
      `--instrument is ${JSON.stringify(options.instrument)}; expected BASE/QUOTE in upper case, such as BTC/USDT. Nothing was asked for.`,
      { exitCode: 2 },
    );
  }
  return withBarStore(cli, async (database, config) => {
    await using source = await openBarSource(config, options.exchange ?? config.data.exchange);
    const stop = new AbortController();
    const onSignal = () => stop.abort();
    process.once('SIGINT', onSignal);
    try {
      const began = performance.now();
      const report = await pullBars(
        {
          ...{ database, source, signal: stop.signal },
          patience: {
            ...{ clock: systemClock, tries, firstPauseMs },
            onRetry: ({ error, nextTryMs }) => {
              terminal.progress?.('');
              terminal.err(`${error.message.replace(/\.?$/, '.')} Trying again in ${nextTryMs / 1000} s.`);
            },
          },
          onProgress: ({ from, to, at, added }) =>
            terminal.progress?.(
              `${Math.floor((100 * (at - from)) / (to - from))}%  up to ${dateTime(at)}  ${count(added, 'new bar')}  ${((performance.now() - began) / 1000).toFixed(0)} s`,
            ),
        },
        {
          instrument: instrument.data,
          length: options.timeframe,
          from: options.from,
          ...(options.to !== undefined && { to: options.to }),
        },
      ).finally(() => terminal.progress?.(''));
      print(cli, { ...report, simulated: source.simulated }, () => lines(report, source));
      if (report.bad.count === 0 && !report.ended) return 0;
      terminal.err(
        report.ended
          ? 'Stopped before the end. What had come is stored; run the same command again to go on from there.'
          : `${count(report.bad.count, 'bar')} refused; none of them is stored. Run the command again later, or compare with another source.`,
      );
      return 1;
    } finally {
      process.off('SIGINT', onSignal);
    }
  });
}

function lines(report: PullReport, { label, simulated }: BarSource): string[] {
  const { series, from, to, had, added, stored } = report;
  return [
    `${label} ${series.instrument} ${series.length}, ${dateTime(from)} to ${dateTime(to)}${simulated ? ', SIMULATED prices' : ''}`,
    `✓ ${count(stored, 'bar')} stored: ${amount(String(added))} new, ${amount(String(had))} there before.`,
    ...gapLines(
      report.gaps,
      report.ended ? 'not asked for yet, or not given.' : `${label} gave nothing there.`,
    ),
    ...badLines(report.bad),
    ...differentLines(report.different, 'stored'),
  ];
}
