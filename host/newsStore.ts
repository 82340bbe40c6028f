import type { DocumentStore } from '../db/Repositories.ts';
import { newsItem } from '../domain/NewsItem.ts';
import { newsTime } from '../domain/newsTime.ts';
import type { NewsStore } from '../sources/social/NewsStore.ts';

const groups = { news: 'all', post: 'posts' } as const;

/** Keeps news as documents. */
export function newsStore(documents: DocumentStore): NewsStore {
  return {
    put(item) {
      const text = `${item.untrustedTitle} ${item.untrustedSummary} ${item.assets.join(' ')}`;
      return documents.put('news', {
        id: item.id,
        group: groups[item.kind],
        at: newsTime(item),
        text,
        body: item,
      });
    },
    async get(id) {
      const found = await documents.get('news', id);
      return found && newsItem.parse(found.body);
    },
    async recent(limit, kind) {
      const found = await documents.find('news', { group: groups[kind], limit });
      return found.map(({ body }) => newsItem.parse(body));
    },
  };
}
