import { parseFeed } from 'feedsmith';
import { z } from 'zod';
import { SourceError } from '../SourceError.ts';

/** One entry as the feed has it; nothing in it is checked. */
export type FeedEntry = { title: string; summary: string; link: string; published: unknown };
export type ParsedFeed = { language: string | undefined; entries: FeedEntry[] };

const declared = z.object({ xml: z.object({ lang: z.string() }) });

/**
 * Reads RSS, RDF, Atom or JSON Feed. Throws `feed.entities` for a feed that declares XML entities (none needs them, and
 * they can be made to grow without end), and `feed.malformed` for what is no feed.
 */
export function parseNewsFeed(text: string): ParsedFeed {
  if (/<!(?:ENTITY|DOCTYPE[^><]*\[)/i.test(text))
    throw new SourceError('feed.entities', 'The feed declares XML entities of its own and was not read.');
  const read = parse(text);
  switch (read.format) {
    case 'rss':
      return {
        language: read.feed.language,
        entries: (read.feed.items ?? []).map(({ title, description, link, guid, pubDate, dc }) => ({
          title: title ?? '',
          summary: description ?? '',
          link: link ?? (guid?.isPermaLink === false ? '' : (guid?.value ?? '')),
          published: pubDate ?? dc?.dates?.[0],
        })),
      };
    case 'rdf':
      return {
        language: read.feed.dc?.languages?.[0],
        entries: (read.feed.items ?? []).map(({ title, description, link, dc }) => ({
          title: title ?? '',
          summary: description ?? '',
          link: link ?? '',
          published: dc?.dates?.[0],
        })),
      };
    case 'atom':
      return {
        language: declared.safeParse(read.feed).data?.xml.lang,
        entries: (read.feed.entries ?? []).map(({ title, summary, content, links, published, updated }) => ({
          title: title?.value ?? '',
          summary: summary?.value ?? content?.value ?? '',
          link: (links?.find(({ rel = 'alternate' }) => rel === 'alternate') ?? links?.[0])?.href ?? '',
          published: published ?? updated,
        })),
      };
    case 'json':
      return {
        language: read.feed.language,
        entries: (read.feed.items ?? []).map((item) => ({
          title: item.title ?? '',
          summary: item.summary ?? item.content_text ?? item.content_html ?? '',
          link: item.url ?? item.external_url ?? '',
          published: item.date_published ?? item.date_modified,
        })),
      };
  }
}

function parse(text: string) {
  try {
    return parseFeed(text);
  } catch (cause) {
    throw new SourceError('feed.malformed', 'What was sent is no RSS, Atom or JSON feed.', { cause });
  }
}
