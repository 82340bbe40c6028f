import type { Database } from '../../db/Repositories.ts';
import type { BarSeries } from '../../domain/bars/BarSeries.ts';
import { barLengthMs } from '../../domain/bars/barLengths.ts';
import { type BarGap, findGaps } from '../../domain/bars/findGaps.ts';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { Bar } from '../../domain/market.ts';
import type { BarSource } from '../../venues/BarSource.ts';
import { VenueError } from '../../venues/VenueError.ts';
import { askPatiently, isPassing, type Patience } from './askPatiently.ts';
import { type BadBar, BadBars } from './BadBars.ts';

/** How long after its end a bar is taken for final (ms): venues still book late trades into it. */
const settleMs = 5_000;

export type PullParts = {
  database: Database;
  source: BarSource;
  patience: Patience;
  /** Told after each page: the time up to which everything was asked for. */
  /** Ends it after the page that is under way. */
  signal?: AbortSignal;
  onProgress?: (progress: { from: number; to: number; at: number; added: number }) => void;
};

/** `from` and `to` (epoch ms) reach to whole bars inside; without `to`, to the last closed bar. */
export type PullRequest = Omit<BarSeries, 'source'> & { from: number; to?: number };

export type PullReport = {
  series: BarSeries;
  /** Opens from `from` on and before `to`. */
  from: number;
  to: number;
  /** Bars that were there before, that came new, and that are there now. */
  had: number;
  added: number;
  stored: number;
  /** What is still missing: the venue gave nothing there. */
  gaps: BarGap[];
  /** Not stored: no bars. `examples` of them. */
  bad: { count: number; examples: readonly BadBar[] };
  /** The venue now tells other numbers than those stored, which were kept. */
  different: { count: number; examples: { stored: Bar; found: Bar }[] };
  /** Whether it was ended before everything was asked for. */
  ended: boolean;
};

/**
 * Asks a venue for all closed bars of a stretch that are not stored yet, page by page; each page is stored before the
 * next is asked for, so that it can be stopped at any time and goes on where it was. Gaps stay gaps.
 *
 * @throws CountersignError `data.pullStopped` when the venue could not be asked; what had come is stored.
 */
export async function pullBars(parts: PullParts, request: PullRequest): Promise<PullReport> {
  const { database, source, patience, signal, onProgress } = parts;
  const { instrument, length } = request;
  const lengthMs = barLengthMs[length];
  const series: BarSeries = { source: source.id, instrument, length };
  let added = 0;
  const ask = <T>(question: () => Promise<T>) =>
    askPatiently(patience, question).catch((cause: unknown) => {
      throw cause instanceof VenueError ? stopped(cause, added) : cause;
    });

  await ask(() => source.connect());
  const theirs = await ask(() => source.fetchTime());
  const { clock } = patience;
  const ahead = Math.max(0, theirs - clock.now());
  const now = Math.min(clock.now(), theirs);
  const from = Math.ceil(request.from / lengthMs) * lengthMs;
  const lastClosed = now - settleMs;
  const to = Math.floor(Math.min(request.to ?? lastClosed, lastClosed) / lengthMs) * lengthMs;
  if (from >= to) {
    throw new CountersignError(
      'data.nothingClosed',
      `No bar of ${length} has closed between ${iso(request.from)} and ${iso(Math.min(request.to ?? now, now))}. Nothing was asked for; choose an earlier begin.`,
    );
  }

  const opens = async () => {
    const bars = await database.read.bars.list(series, { from, to: to - lengthMs });
    return bars.map((bar) => bar.ts);
  };
  const known = await opens();
  const bad = new BadBars(lengthMs, () => clock.now() + ahead);
  const different: PullReport['different'] = { count: 0, examples: [] };
  let at = from;
  for (const gap of findGaps(known, lengthMs, { from, to })) {
    at = Math.max(at, gap.from);
    while (at <= gap.to && signal?.aborted !== true) {
      const asked = at;
      const rows = await ask(() => source.fetchPage(instrument, length, asked));
      const page = closedBars(rows.flatMap((row) => bad.check(row, `asked from ${iso(asked)} on`) ?? []));
      const bars = bad.withoutRepeats(page, () => `asked from ${iso(asked)} on`);
      const result = await database.transaction((tx) => tx.bars.add(series, bars));
      added += result.added;
      different.count += result.different.length;
      different.examples.push(...result.different.slice(0, 20 - different.examples.length));
      const last = bars.at(-1)?.ts ?? 0;
      at = last >= asked ? last + lengthMs : asked + source.pageSize * lengthMs;
      onProgress?.({ from, to, at: Math.min(at, to), added });
    }
  }

  const stored = await opens();
  return {
    ...{ series, from, to, had: known.length, added, stored: stored.length },
    gaps: findGaps(stored, lengthMs, { from, to }),
    bad: { count: bad.count, examples: bad.examples },
    different,
    ended: signal?.aborted === true,
  };

  /** Venues also tell bars that were not asked for, and the one that is still open. */
  function closedBars(bars: Bar[]): Bar[] {
    return bars.filter((bar) => bar.ts >= from && bar.ts < to);
  }
}

function stopped(cause: VenueError, added: number): CountersignError {
  const what = cause.message.replace(/\.?$/, '.');
  const kept = added === 0 ? 'No bar was stored or changed' : `The ${added} bars that had come are stored`;
  const online = cause.code === 'venue.unreachable' ? ' Check that this machine reaches the internet.' : '';
  const again = isPassing(cause) ? ' Run the same command again to go on from there.' : '';
  return new CountersignError('data.pullStopped', `${what} ${kept}.${online}${again}`, {
    context: { code: cause.code, added },
    cause,
  });
}

function iso(ts: number): string {
  return new Date(ts).toISOString();
}
