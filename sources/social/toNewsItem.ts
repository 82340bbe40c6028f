import { createHash } from 'node:crypto';
import { mentionedAssets } from '../../domain/mentionedAssets.ts';
import type { NewsItem } from '../../domain/NewsItem.ts';
import { readSourceTime } from '../readSourceTime.ts';
import { canonicalUrl } from './canonicalUrl.ts';
import type { FeedEntry } from './parseNewsFeed.ts';
import { plainText } from './plainText.ts';
import { tellLanguage } from './tellLanguage.ts';

/** Longest title (characters); what is longer is cut. */
export const longestTitle = 200;
const longestSummary = 500;
/** Markup beyond this is not looked at. */
const mostMarkup = 20_000;

export type FeedIdentity = { id: string; name: string; url: string };

/** An entry as news: text alone, its own time where that can be true. Null for one without a title or an address. */
export function toNewsItem(
  entry: FeedEntry,
  context: {
    kind: NewsItem['kind'];
    feed: FeedIdentity;
    language: string | undefined;
    assets: readonly string[];
    now: number;
  },
): NewsItem | null {
  const { kind, feed, language, assets, now } = context;
  const url = canonicalUrl(entry.link.trim(), feed.url);
  const title = plainText(entry.title.slice(0, mostMarkup), longestTitle);
  if (url === null || entry.link.trim() === '' || title === '') return null;
  const summary = plainText(entry.summary.slice(0, mostMarkup), longestSummary);
  const text = `${title}. ${summary}`;
  return {
    id: `NWS-${createHash('sha256').update(url).digest('hex').slice(0, 16)}`,
    kind,
    source: feed.id,
    sourceName: feed.name,
    untrustedTitle: title,
    untrustedSummary: summary,
    url,
    language: tellLanguage(text, language),
    assets: mentionedAssets(text, assets),
    publishedAt: readSourceTime(entry.published, now),
    fetchedAt: now,
    also: [],
  };
}
