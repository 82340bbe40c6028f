import type { NewsItem } from '../../domain/NewsItem.ts';
import type { NewsQuery } from '../../sources/social/Crowd.ts';
import type { CrowdReads } from '../CrowdReads.ts';

/** The refusal where the crowd is off. */
export const crowdOff = {
  kind: 'refused',
  code: 'crowd.off',
  message:
    'News and mood are switched off, so nothing of the kind is known. Set crowd.enabled to true in the configuration to read them.',
} as const;

/** News or posts of a query with the names of the sources that cannot be read now, or a refusal where none of them ever was. */
export async function readRecentNews(
  { crowd }: CrowdReads,
  query: NewsQuery,
): Promise<
  { kind: 'found'; items: NewsItem[]; failing: string[] } | { kind: 'refused'; code: string; message: string }
> {
  const items = await crowd.news(query);
  const wanted = query.kind === 'news' ? 'news' : 'social';
  const feeds = crowd.sources().filter(({ kind }) => kind === wanted);
  const failing = feeds.filter(({ state, stale }) => state === 'failing' || stale).map(({ name }) => name);
  const everRead = feeds.some(({ lastOkAt }) => lastOkAt !== null);
  if (items.length === 0 && !everRead && wanted === 'social' && feeds.length === 0) {
    const message = 'No source of posts is configured, so nothing is known of what people post.';
    return { kind: 'refused', code: 'posts.off', message };
  }
  if (items.length === 0 && !everRead) {
    const message =
      'No source of them could be read yet, so there is nothing here; that is not the same as quiet. "countersign doctor" names each feed and why.';
    return { kind: 'refused', code: 'news.unread', message };
  }
  return { kind: 'found', items, failing };
}
