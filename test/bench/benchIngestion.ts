import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
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
};

const warmUpMs = 1_500;

/** Takes all that another process sends as Binance would, for `seconds`: parsed, validated, sequenced. */
export async function benchIngestion(kind: 'trades' | 'books', seconds: number): Promise<IngestionFigures> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'firehose.ts'), kind], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  try {
    return await measure(child, kind, seconds);
  } finally {
    child.kill();
  }
}

async function measure(
  child: ChildProcess,
  kind: 'trades' | 'books',
  seconds: number,
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
  let last: bigint | undefined;
  let holes = 0;
  let newest: readonly (readonly [string, string])[] = [];
  const breaks: string[] = [];
  feed.start((event) => {
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
  const cpu = process.cpuUsage();
  const began = performance.now();
  await setTimeout(seconds * 1_000);
  const messages = taken() - before;
  const elapsed = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  delay.disable();
  const { gaps, refused } = feed.counts;
  await feed.close();
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
  };
}
