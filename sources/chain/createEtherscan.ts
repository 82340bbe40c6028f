import { z } from 'zod';
import type { Scheduler } from '../../domain/Clock.ts';
import { openExchange } from '../http/exchangeOnce.ts';
import { HostPacer } from '../http/HostPacer.ts';
import { parseJson } from '../http/parseJson.ts';
import { SourceError } from '../SourceError.ts';
import { explorerFault } from './explorerFault.ts';

export type EtherscanSettings = {
  clock: Scheduler;
  /** Address of the interface, e.g. `https://api.etherscan.io/v2/api`, or of one that speaks the same. */
  baseUrl: string;
  apiKey: string;
  chainId: number;
  /** Origins that may lie inside this machine or network. */
  localOrigins?: readonly string[];
};

/** One transaction of an address. `value` in wei; times in epoch ms. */
export type ExplorerTransaction = z.infer<typeof transaction>;

/** Reads what only an index of the whole chain knows. Every fault is a `SourceError`. */
export type Etherscan = {
  /** Newest first. An address without any is an empty list. */
  transactions(address: string, limit: number): Promise<ExplorerTransaction[]>;
  /** Number of the last block before a time (epoch ms). */
  blockBefore(time: number): Promise<number>;
  /** What the free tier allows this desk until the UTC day ends. */
  readonly budget: { remaining: number; limit: number; resetAt: number };
  close(): Promise<void>;
};

/** The free tier: three calls a second, a hundred thousand a day. */
const betweenCallsMs = 350;
const dailyCalls = 100_000;
const dayMs = 86_400_000;
const maxBytes = 2 * 1024 * 1024;
const timeoutMs = 10_000;

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const integer = z.string().regex(/^\d{1,78}$/);
const transaction = z
  .object({
    hash: z.string().regex(/^0x[0-9a-fA-F]{64}$/),
    blockNumber: integer,
    timeStamp: z.string().regex(/^\d{9,10}$/),
    from: address,
    to: z.union([address, z.literal('')]),
    value: integer,
    isError: z.enum(['0', '1']),
  })
  .transform(({ hash, blockNumber, timeStamp, from, to, value, isError }) => ({
    ...{ hash, from, value },
    block: Number(blockNumber),
    at: Number(timeStamp) * 1000,
    to: to === '' ? null : to,
    failed: isError === '1',
  }));
const envelope = z.object({ status: z.enum(['0', '1']), message: z.string(), result: z.unknown() });

/** A thin client of the Etherscan API v2, one chain of it. Asks one question at a time and keeps to the free tier. */
export function createEtherscan(settings: EtherscanSettings): Etherscan {
  const { clock, baseUrl, apiKey, chainId, localOrigins = [] } = settings;
  const { exchangeOnce, close } = openExchange({ clock, timeoutMs, localOrigins });
  const pacer = new HostPacer(clock);
  let day = -1;
  let used = 0;

  const count = (): void => {
    const today = Math.floor(clock.now() / dayMs);
    if (today !== day) [day, used] = [today, 0];
    if (used >= dailyCalls)
      throw new SourceError('explorer.dailyLimit', 'The block explorer’s calls of this day are used up.', {
        context: { retryAt: (today + 1) * dayMs },
      });
    used += 1;
  };
  const ask = async (query: Record<string, string>): Promise<unknown> => {
    const url = new URL(baseUrl);
    const all = { chainid: String(chainId), ...query, apikey: apiKey };
    for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
    const { status, body } = await pacer.run(url.host, betweenCallsMs, async () => {
      count();
      return exchangeOnce({ url, headers: { accept: 'application/json' }, maxBytes });
    });
    if (status === 429)
      throw new SourceError('source.limited', `${url.host} asks to be called less often.`, {
        context: { retryAt: clock.now() + 1_000 },
      });
    if (status !== 200)
      throw new SourceError('source.status', `${url.host} answered with status ${status}.`, {
        context: { status },
      });
    const answer = envelope.safeParse(parseJson(body.toString('utf8')));
    if (!answer.success) throw garbled(url.host);
    const { status: done, message, result } = answer.data;
    if (done === '1') return result;
    // An address without transactions is told as a failure, and is none.
    if (/^no (transactions|records) found/i.test(message)) return [];
    throw explorerFault(typeof result === 'string' && result !== '' ? result : message, clock.now());
  };

  return {
    async transactions(of, limit) {
      const query = { module: 'account', action: 'txlist', address: of, sort: 'desc' };
      const rows = await ask({ ...query, page: '1', offset: String(limit) });
      const read = z.array(transaction).max(limit).safeParse(rows);
      if (!read.success) throw garbled(new URL(baseUrl).host);
      return read.data;
    },
    async blockBefore(time) {
      const timestamp = String(Math.floor(time / 1000));
      const found = await ask({ module: 'block', action: 'getblocknobytime', timestamp, closest: 'before' });
      const read = z
        .string()
        .regex(/^\d{1,15}$/)
        .safeParse(found);
      if (!read.success) throw garbled(new URL(baseUrl).host);
      return Number(read.data);
    },
    get budget() {
      const today = Math.floor(clock.now() / dayMs);
      const remaining = dailyCalls - (today === day ? used : 0);
      return { remaining, limit: dailyCalls, resetAt: (today + 1) * dayMs };
    },
    close() {
      pacer.close();
      return close();
    },
  };
}

function garbled(host: string): SourceError {
  return new SourceError(
    'source.garbled',
    `${host} answered with something that is no answer to what was asked.`,
  );
}
