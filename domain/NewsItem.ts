import { z } from 'zod';
import { epochMs } from './schema.ts';

/** One piece of news from outside, as text. Anybody could have written it: it is quoted, and never believed. */
export const newsItem = z.strictObject({
  /** `NWS-` and 16 hex digits of the hash of its canonical address. */
  id: z.string().regex(/^NWS-[0-9a-f]{16}$/),
  /** Edited news, or what anybody posted. */
  kind: z.enum(['news', 'post']).default('news'),
  /** Id and name of the source that it was first seen at. */
  source: z.string(),
  sourceName: z.string(),
  /** Without markup, addresses and links. */
  untrustedTitle: z.string(),
  untrustedSummary: z.string(),
  /** Canonical address, for people alone; no model is shown it. */
  url: z.string(),
  /** ISO 639-1, `und` where it could not be told. */
  language: z.string(),
  /** Tickers of the coins that it speaks of. */
  assets: z.array(z.string()),
  /** The source's own time; null where it gives none that can be true. */
  publishedAt: epochMs.nullable(),
  /** When it was first read. */
  fetchedAt: epochMs,
  /** Where nearly the same text was seen too. */
  also: z.array(z.strictObject({ id: z.string(), source: z.string(), url: z.string(), fetchedAt: epochMs })),
});
export type NewsItem = z.infer<typeof newsItem>;

/** News for people, newest first; `enabled`: whether any is read at all. */
export const newsView = z.strictObject({ enabled: z.boolean(), items: z.array(newsItem) });
export type NewsView = z.infer<typeof newsView>;
