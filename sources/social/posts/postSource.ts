import type { Clock } from '../../../domain/Clock.ts';
import type { PolledSource } from '../../SourcePoller.ts';
import type { NewsIntake } from '../NewsIntake.ts';
import { longestTitle, toNewsItem } from '../toNewsItem.ts';
import type { Post, PostFetch } from './Post.ts';

/** Newest posts that one page gives. */
const mostPosts = 200;

/**
 * A source of posts. Only those that name a coin of `assets` are kept: the rest says nothing of what the desk trades.
 * `url`: where the source lies, against which links are read.
 */
export function postSource(
  source: { id: string; name: string; everyMs: number; url: string },
  fetch: PostFetch,
  { clock, intake, assets }: { clock: Clock; intake: NewsIntake; assets: readonly string[] },
): PolledSource {
  const { id, name, everyMs } = source;
  return {
    ...{ id, name, kind: 'social', everyMs },
    async read() {
      let newestAt: number | null = null;
      const budget = await fetch(async (posts) => {
        const items = posts.slice(0, mostPosts).flatMap((post) => toItem(post));
        await intake.take(items);
        for (const { publishedAt } of items)
          if (publishedAt !== null && publishedAt > (newestAt ?? 0)) newestAt = publishedAt;
      });
      return { newestAt, budget };
    },
  };

  function toItem({ text, link, published, language }: Post) {
    const entry = { title: text, summary: text.length > longestTitle ? text : '', link, published };
    const item = toNewsItem(entry, {
      ...{ kind: 'post', feed: source, language, assets, now: clock.now() },
    });
    return item && item.assets.length > 0 ? [item] : [];
  }
}
