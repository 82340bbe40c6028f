import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import type { Database } from '../../db/Repositories.ts';
import { TradeRecorder } from '../../desk/data/TradeRecorder.ts';
import { instrumentId } from '../../domain/ids.ts';
import { systemClock } from '../../host/systemClock.ts';
import { createCcxtFeed } from '../../venues/ccxt/feed/createCcxtFeed.ts';

/** What came in over a socket and was told on, by this process on one core. */
export type IngestionFigures = {
  kind: 'trades' | 'books';
  seconds: number;
  /** Trades, or updates of twenty levels a side. */
  messages: number;
  perSecond: number;
  /** By the processor time of this process alone: what one core could do. */
  perCore: number;
  /** Trades that were left out and not noticed, or a book that differs from what was sent. */
  undetectedGaps: number;
  loopDelayP99Ms: number;
  /** Where trades were stored as well. */
  stored?: StoredFigures;
};

type StoredFigures = {
  database: string;
  trades: number;
  perSecond: number;
  /** Left out because the database could not keep up. */
  leftOut: number;
  /** How many trades came back when all were read. */
  readBack: number;
};

export type IngestionRun = {
  kind: 'trades' | 'books';
  seconds: number;
  /** What the exchange sends a second at most; as much as is taken where it is left out. */
  rate?: number;
  /** Where the trades are stored as a desk stores them; not at all where it is left out. */
  database?: Database;
};

const warmUpMs = 1_500;

/** Takes all that another process sends as Binance would, for `seconds`: parsed, validated, sequenced, and stored if wanted. */
export async function benchIngestion(run: IngestionRun): Promise<IngestionFigures> {
  const { kind, rate = Number.POSITIVE_INFINITY } = run;
  const child = spawn(process.execPath, [join(import.meta.dirname, 'firehose.ts'), kind, String(rate)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  try {
    return await measure(child, run);
  } finally {
    child.kill();
  }
}

async function measure(
  child: ChildProcess,
  { kind, seconds, database }: IngestionRun,
): Promise<IngestionFigures> {
  if (child.stdout === null) throw new Error('The firehose has no output');
  const [port] = await once(createInterface(child.stdout), 'line');
  let sent = 0;
  child.on('message', (number) => {
    sent = Number(number);
  });
  const feed = await createCcxtFeed({
    ...{
      exchange: 'binance',
      instruments: [instrumentId.parse('BTC/USDT')],
      clock: systemClock,
      timeoutMs: 10_000,
    },
    redirect: { rest: `http://127.0.0.1:${port}`, ws: `ws://127.0.0.1:${port}` },
    log: { info() {}, warn: (_, text) => console.error(text) },
  });
  const recorder =
    database &&
    new TradeRecorder({
      ...{ database, source: 'binance', label: 'Binance', keepDays: 1, clock: systemClock },
      log: { warn: (_, text) => console.error(text) },
    });
  let last: bigint | undefined;
  let holes = 0;
  let newest: readonly (readonly [string, string])[] = [];
  const breaks: string[] = [];
  feed.start((event) => {
    recorder?.take(event);
    if (event.type === 'state' && event.state === 'reconnecting') breaks.push(event.reason);
    if (event.type === 'book') newest = event.book.bids;
    if (event.type !== 'trade' || event.trade.id === null) return;
    const id = BigInt(event.trade.id);
    if (last !== undefined && id !== last + 1n) holes += 1;
    last = id;
  });
  await setTimeout(warmUpMs);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  // Updates of a book are applied as they come and told less often; those on their way are few.
  const taken = () => (kind === 'trades' ? feed.counts.trades : sent);
  const before = taken();
  const storedBefore = recorder?.counts.stored ?? 0;
  const cpu = process.cpuUsage();
  const began = performance.now();
  await setTimeout(seconds * 1_000);
  const messages = taken() - before;
  const elapsed = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  delay.disable();
  const storedAfter = recorder?.counts.stored ?? 0;
  const { gaps, refused } = feed.counts;
  await feed.close();
  await recorder?.close();
  for (const reason of breaks) console.error(`The stream broke off: ${reason}`);
  if (refused > 0) console.error(`${refused} messages were refused`);
  // A book kept without a gap shows the same quantity on every level that an update touches.
  const differing =
    kind === 'books' ? new Set(newest.slice(0, 20).map(([, quantity]) => quantity)).size - 1 : 0;
  if (sent === 0 || messages === 0) throw new Error('Nothing came in');
  return {
    ...{
      kind,
      seconds,
      messages,
      perSecond: messages / elapsed,
      perCore: messages / ((user + system) / 1e6),
    },
    undetectedGaps: Math.max(0, holes - gaps) + Math.max(0, differing),
    loopDelayP99Ms: delay.percentile(99) / 1e6,
    ...(database &&
      recorder && {
        stored: {
          database: database.label,
          trades: recorder.counts.stored,
          perSecond: (storedAfter - storedBefore) / elapsed,
          leftOut: recorder.counts.leftOut,
          readBack: await countStored(database),
        },
      }),
  };
}

async function countStored(database: Database): Promise<number> {
  let count = 0;
  for (const series of await database.read.trades.extents()) {
    for (let from = series.first; from <= series.last; from += 10_000) {
      const found = await database.read.trades.list(series, {
        from,
        to: Math.min(series.last, from + 9_999),
      });
      count += new Set(found.map(({ id }) => id)).size;
    }
  }
  return count;
}
