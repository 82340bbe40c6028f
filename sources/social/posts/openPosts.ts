import type { Scheduler } from '../../../domain/Clock.ts';
import type { HttpReader } from '../../http/createHttpReader.ts';
import type { PolledSource } from '../../SourcePoller.ts';
import type { NewsIntake } from '../NewsIntake.ts';
import { type FarcasterSettings, farcasterPosts } from './farcasterPosts.ts';
import { nostrPosts } from './nostr/nostrPosts.ts';
import { openRelay } from './nostr/openRelay.ts';
import { postSource } from './postSource.ts';
import { type RedditSettings, redditPosts } from './redditPosts.ts';
import { stockTwitsPosts } from './stockTwitsPosts.ts';
import { type XSettings, xPosts } from './xPosts.ts';

type Every = { everyMs: number };

/** Where posts are read; null, or no relay, leaves a network out. */
export type PostSettings = {
  stockTwits: (Every & { origin: string }) | null;
  farcaster: (Every & FarcasterSettings) | null;
  nostr: Every & { relays: readonly string[]; hashtags: readonly string[] };
  reddit: (Every & RedditSettings) | null;
  x: (Every & XSettings) | null;
};

type Parts = {
  clock: Scheduler;
  reader: HttpReader;
  intake: NewsIntake;
  /** Tickers that posts are asked for. */
  wanted: readonly string[];
  /** Tickers that texts are searched for. */
  assets: readonly string[];
  userAgent: string;
  localOrigins: readonly string[];
};

/** The sources of posts that are switched on; each relay is one of its own. `close` ends what is under way. */
export function openPosts(
  { stockTwits, farcaster, nostr, reddit, x }: PostSettings,
  parts: Parts,
): { sources: PolledSource[]; close(): void } {
  const { clock, reader, wanted, userAgent, localOrigins } = parts;
  const relays = nostr.relays.map((url) => openRelay({ url, userAgent, clock, localOrigins }));
  const sources: PolledSource[] = [];
  if (stockTwits) {
    const { origin: url, everyMs } = stockTwits;
    const fetch = stockTwitsPosts({ origin: url, assets: wanted }, reader);
    sources.push(postSource({ id: 'stocktwits', name: 'StockTwits', everyMs, url }, fetch, parts));
  }
  if (farcaster) {
    const { origin: url, everyMs } = farcaster;
    const fetch = farcasterPosts(farcaster, reader);
    sources.push(postSource({ id: 'farcaster', name: 'Farcaster', everyMs, url }, fetch, parts));
  }
  if (reddit) {
    const { origin: url, everyMs } = reddit;
    const fetch = redditPosts(reddit, { clock, reader });
    sources.push(postSource({ id: 'reddit', name: 'Reddit', everyMs, url }, fetch, parts));
  }
  if (x) {
    const { origin: url, everyMs } = x;
    const fetch = xPosts({ ...x, assets: wanted }, reader);
    sources.push(postSource({ id: 'x', name: 'X', everyMs, url }, fetch, parts));
  }
  for (const [index, relay] of relays.entries()) {
    const url = nostr.relays[index] ?? '';
    const { host } = new URL(url);
    const fetch = nostrPosts(nostr, { relay, clock });
    const { everyMs } = nostr;
    sources.push(postSource({ id: `nostr:${host}`, name: `Nostr ${host}`, everyMs, url }, fetch, parts));
  }
  return {
    sources,
    close() {
      for (const relay of relays) relay.close();
    },
  };
}
