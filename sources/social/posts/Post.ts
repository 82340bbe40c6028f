import type { RateBudget } from '../../http/readRateBudget.ts';

/** One post as its source has it; nothing in it is checked. */
export type Post = {
  text: string;
  /** Its address on the web, for people. */
  link: string;
  published: unknown;
  /** As the source declares it, if it does. */
  language?: string;
};

/**
 * Asks a source once and hands what it has to `take`, page by page, so that a fault in a later page does not lose an
 * earlier one. Throws `SourceError` where a part could not be had.
 */
export type PostFetch = (take: (posts: readonly Post[]) => Promise<void>) => Promise<RateBudget | null>;

/** What posts are asked for by: the tickers that this desk looks for. */
export type PostQuery = { assets: readonly string[] };
