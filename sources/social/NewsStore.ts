import type { NewsItem } from '../../domain/NewsItem.ts';

/** Where news is kept. */
export interface NewsStore {
  /** Keeps an item, in place of one with the same id. */
  put(item: NewsItem): Promise<void>;
  get(id: string): Promise<NewsItem | undefined>;
  /** Newest first, by its own time or else the time that it was read. */
  recent(limit: number, kind: NewsItem['kind']): Promise<NewsItem[]>;
}
