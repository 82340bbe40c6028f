import type { NewsItem } from './NewsItem.ts';

/** The time that an item is listed by. */
export function newsTime({ publishedAt, fetchedAt }: NewsItem): number {
  return publishedAt ?? fetchedAt;
}
