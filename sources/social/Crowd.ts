import type { NewsItem } from '../../domain/NewsItem.ts';
import type { SourceView } from '../../domain/SourceView.ts';
import type { FearAndGreed } from './fearAndGreedSource.ts';
import type { FundingReading } from './fundingSource.ts';

export type NewsQuery = {
  /** Ticker; all news where it is left out. */
  asset?: string;
  kind: NewsItem['kind'];
  /** Only news since then (epoch ms). */
  since: number;
  limit: number;
};

/** What the crowd says: news and posts as text, and an index of its mood. What is served is what was had, with its age. */
export interface Crowd {
  /** Newest first. */
  news(query: NewsQuery): Promise<NewsItem[]>;
  /** Null while it was never read. */
  fearAndGreed(): FearAndGreed | null;
  /** Funding rates and open interest as last read; null while they never were. */
  funding(): FundingReading | null;
  sources(): SourceView[];
}
