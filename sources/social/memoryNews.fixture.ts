import type { NewsItem } from '../../domain/NewsItem.ts';
import { newsTime } from '../../domain/newsTime.ts';
import type { NewsStore } from './NewsStore.ts';

/** News in memory, for tests. */
export function memoryNews(): NewsStore {
  const items = new Map<string, NewsItem>();
  return {
    put: async (item) => void items.set(item.id, structuredClone(item)),
    get: async (id) => structuredClone(items.get(id)),
    recent: async (limit, kind) =>
      [...items.values()]
        .filter((item) => item.kind === kind)
        .sort((a, b) => newsTime(b) - newsTime(a) || (a.id < b.id ? 1 : -1))
        .slice(0, limit)
        .map((item) => structuredClone(item)),
  };
}
