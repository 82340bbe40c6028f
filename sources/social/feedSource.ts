import type { Clock } from '../../domain/Clock.ts';
import type { HttpReader, Validators } from '../http/createHttpReader.ts';
import type { PolledSource } from '../SourcePoller.ts';
import type { NewsIntake } from './NewsIntake.ts';
import { parseNewsFeed } from './parseNewsFeed.ts';
import { type FeedIdentity, toNewsItem } from './toNewsItem.ts';

/** Newest entries that one reading takes. */
const mostEntries = 100;
const accept =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.1';

export type FeedSettings = FeedIdentity & { everyMs: number; redirectHosts: readonly string[] };

/** A feed whose entries are taken in as news. `assets`: tickers to look for in the texts. */
export function feedSource(
  feed: FeedSettings,
  parts: { clock: Clock; reader: HttpReader; intake: NewsIntake; assets: readonly string[] },
): PolledSource {
  const { clock, reader, intake, assets } = parts;
  const { id, name, url, everyMs, redirectHosts } = feed;
  let validators: Validators = {};
  return {
    ...{ id, name, kind: 'news', everyMs },
    async read() {
      const answer = await reader.read({ url, accept, validators, redirectHosts });
      if (answer.kind === 'notModified') return { newestAt: null, budget: answer.budget };
      const { language, entries } = parseNewsFeed(answer.text);
      const now = clock.now();
      const items = entries
        .slice(0, mostEntries)
        .flatMap((entry) => toNewsItem(entry, { kind: 'news', feed, language, assets, now }) ?? []);
      await intake.take(items);
      // Only what has been kept need not be sent again.
      validators = answer.validators;
      const newestAt = items.reduce<number | null>(
        (newest, { publishedAt }) =>
          publishedAt !== null && publishedAt > (newest ?? 0) ? publishedAt : newest,
        null,
      );
      return { newestAt, budget: answer.budget };
    },
  };
}
