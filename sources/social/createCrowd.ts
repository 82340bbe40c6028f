import type { Scheduler } from '../../domain/Clock.ts';
import { namedAssets } from '../../domain/mentionedAssets.ts';
import { newsTime } from '../../domain/newsTime.ts';
import { createHttpReader } from '../http/createHttpReader.ts';
import type { SourceError } from '../SourceError.ts';
import { type PolledSource, SourcePoller } from '../SourcePoller.ts';
import type { Crowd } from './Crowd.ts';
import { type FearAndGreed, fearAndGreedSource } from './fearAndGreedSource.ts';
import { type FeedSettings, feedSource } from './feedSource.ts';
import { type FundingReading, type FundingSettings, fundingSource } from './fundingSource.ts';
import { NewsIntake } from './NewsIntake.ts';
import type { NewsStore } from './NewsStore.ts';
import { openPosts, type PostSettings } from './posts/openPosts.ts';

export type CrowdSettings = {
  userAgent: string;
  /** Origins inside this machine or network that feeds may lie at. */
  localOrigins: readonly string[];
  feeds: readonly FeedSettings[];
  /** Null to leave the index out. */
  fearAndGreed: { url: string; everyMs: number } | null;
  /** Null to leave funding and open interest out. */
  funding: FundingSettings | null;
  posts: PostSettings;
  /** Tickers to look for besides the well-known ones. */
  assets: readonly string[];
  /** Shortest time between two requests to one host. */
  pauseMs?: number;
};

/** Stored news that a question looks through. */
const mostLooked = 500;
const apartMs = 1_000;

/** Opens all sources of the crowd and begins to read them; a fault of one is told to `onFault` and leaves the others. */
export function createCrowd(
  settings: CrowdSettings,
  parts: {
    clock: Scheduler;
    store: NewsStore;
    onFault: (source: PolledSource, fault: SourceError) => void;
  },
): Crowd & { close(): Promise<void> } {
  const { clock, store, onFault } = parts;
  const { userAgent, localOrigins, pauseMs } = settings;
  const reader = createHttpReader({
    ...{ clock, userAgent, localOrigins },
    ...(pauseMs !== undefined && { pauseMs }),
  });
  const intake = new NewsIntake(store);
  const assets = [...new Set([...settings.assets, ...namedAssets])];
  let index: FearAndGreed | null = null;
  const keep = (read: FearAndGreed): void => {
    index = read;
  };
  let funding: FundingReading | null = null;
  const posts = openPosts(settings.posts, {
    ...{ clock, reader, intake, assets, wanted: settings.assets, userAgent, localOrigins },
  });
  const sources = [
    ...settings.feeds.map((feed) => feedSource(feed, { clock, reader, intake, assets })),
    ...(settings.fearAndGreed ? [fearAndGreedSource(settings.fearAndGreed, { clock, reader, keep })] : []),
    ...(settings.funding
      ? [
          fundingSource(settings.funding, {
            ...{ clock, assets: settings.assets },
            keep: (read) => {
              funding = read;
            },
          }),
        ]
      : []),
    ...posts.sources,
  ];
  const pollers = sources.map((source) => new SourcePoller(clock, source, onFault));
  for (const [place, poller] of pollers.entries()) poller.start((place + 1) * apartMs);

  return {
    async news({ asset, kind, since, limit }) {
      const found = await store.recent(mostLooked, kind);
      return found
        .filter((item) => newsTime(item) >= since && (asset === undefined || item.assets.includes(asset)))
        .slice(0, limit);
    },
    fearAndGreed: () => index,
    funding: () => funding,
    sources: () => pollers.map((poller) => poller.view()),
    async close() {
      const stopping = pollers.map((poller) => poller.stop());
      // What is under way ends at once, not after its ten seconds.
      posts.close();
      await reader.close();
      await Promise.all(stopping);
    },
  };
}
