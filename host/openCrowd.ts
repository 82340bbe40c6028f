import type { Config } from '../config/schema.ts';
import type { Desk } from '../desk/Desk.ts';
import {
  createSentimentModel,
  type SentimentModel,
  type SentimentSource,
} from '../models/sentiment/createSentimentModel.ts';
import { createCrowd } from '../sources/social/createCrowd.ts';
import type { PostSettings } from '../sources/social/posts/openPosts.ts';
import type { CrowdReads } from '../tools/CrowdReads.ts';
import { newsStore } from './newsStore.ts';
import { openFunding } from './openFunding.ts';
import { version } from './version.ts';

const minuteMs = 60_000;

/**
 * The sources of news and mood, being read from now on; null while they are switched off. A source that cannot be
 * reached is no event for the log: its state says so.
 */
export function openCrowd(
  settings: Config['crowd'],
  sentiment: SentimentSource,
  { clock, log, documents, market }: Pick<Desk, 'clock' | 'log' | 'documents' | 'market'>,
): (CrowdReads & { close(): Promise<void> }) | null {
  const { enabled, localOrigins, feeds, fearAndGreed, funding } = settings;
  if (!enabled) return null;
  const swaps = openFunding(funding);
  const crowd = createCrowd(
    {
      userAgent: `Countersign/${version}`,
      localOrigins,
      feeds: feeds.map(({ name, url, everyMinutes, redirectHosts }) => ({
        ...{ id: `feed:${name}`, name, url, everyMs: everyMinutes * minuteMs, redirectHosts },
      })),
      fearAndGreed:
        fearAndGreed.url === null
          ? null
          : { url: fearAndGreed.url, everyMs: fearAndGreed.everyMinutes * minuteMs },
      funding: swaps,
      posts: postsOf(settings),
      assets: [...market.instruments.values()].map(({ base }) => base),
    },
    {
      ...{ clock, store: newsStore(documents) },
      onFault: ({ id }, { code }) => log.debug({ source: id, code }, 'A source could not be read'),
    },
  );
  let loading: Promise<SentimentModel> | undefined;
  return {
    crowd,
    sentiment() {
      loading ??= createSentimentModel(sentiment);
      // A model that could not be loaded is tried again with the next question.
      loading.catch(() => {
        loading = undefined;
      });
      return loading;
    },
    async close() {
      await Promise.all([swaps?.close(), crowd.close()]);
      await loading?.then(
        (model) => model.close(),
        () => {},
      );
    },
  };
}

function postsOf({ stockTwits, farcaster, nostr, reddit, x }: Config['crowd']): PostSettings {
  const every = ({ everyMinutes }: { everyMinutes: number }) => ({ everyMs: everyMinutes * minuteMs });
  return {
    stockTwits: stockTwits.enabled ? { origin: stockTwits.origin, ...every(stockTwits) } : null,
    farcaster:
      farcaster.origin === null ? null : { ...farcaster, origin: farcaster.origin, ...every(farcaster) },
    nostr: { ...nostr, ...every(nostr) },
    reddit:
      reddit.clientId === null || reddit.clientSecret === null
        ? null
        : { ...reddit, clientId: reddit.clientId, clientSecret: reddit.clientSecret, ...every(reddit) },
    x: x.bearerToken === null ? null : { ...x, bearerToken: x.bearerToken, ...every(x) },
  };
}
