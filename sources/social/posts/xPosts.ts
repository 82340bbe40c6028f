import { z } from 'zod';
import type { HttpReader } from '../../http/createHttpReader.ts';
import { parseJson } from '../../http/parseJson.ts';
import { SourceError } from '../../SourceError.ts';
import type { PostFetch, PostQuery } from './Post.ts';
import { readableOf } from './readableOf.ts';

/** Each post that is read counts against the month's allowance, so a page is small. */
const pageSize = 25;

const answer = z.object({
  data: z.array(z.unknown()).default([]),
  meta: z.object({
    newest_id: z
      .string()
      .regex(/^\d{1,25}$/)
      .optional(),
    result_count: z.int(),
  }),
});
const post = z.object({
  id: z.string().regex(/^\d{1,25}$/),
  text: z.string(),
  created_at: z.string(),
  lang: z.string().optional(),
});

export type XSettings = {
  origin: string;
  bearerToken: string;
  /** In X's own query language; null for hashtags of the coins, without reposts. */
  query: string | null;
};

/** Newest posts by X's recent search (API v2), asking only for what came since. The key goes to that origin alone. */
export function xPosts(
  { origin, bearerToken, query, assets }: XSettings & PostQuery,
  reader: Pick<HttpReader, 'read'>,
): PostFetch {
  const wanted = query ?? `(${assets.map((asset) => `#${asset}`).join(' OR ')}) -is:retweet`;
  let since: string | undefined;
  return async (take) => {
    const parameters = new URLSearchParams({
      ...{ query: wanted, max_results: String(pageSize), 'tweet.fields': 'created_at,lang' },
      ...(since !== undefined && { since_id: since }),
    });
    const url = new URL(`/2/tweets/search/recent?${parameters}`, origin).href;
    const read = await reader
      .read({ url, accept: 'application/json', authorization: `Bearer ${bearerToken}` })
      .catch((fault: unknown) => {
        throw asKeyFault(fault);
      });
    if (read.kind === 'notModified') return read.budget;
    const parsed = answer.safeParse(parseJson(read.text));
    if (!parsed.success) throw new SourceError('source.malformed', 'The answer holds no posts.');
    const found = readableOf(parsed.data.data, post, 'posts');
    await take(
      found.map(({ id, text, created_at: published, lang }) => ({
        ...{ text, published, link: `https://x.com/i/status/${id}` },
        ...(lang !== undefined && { language: lang }),
      })),
    );
    // Only what has been kept need not be sent again.
    since = parsed.data.meta.newest_id ?? since;
    return read.budget;
  };
}

function asKeyFault(fault: unknown): unknown {
  if (!(fault instanceof SourceError) || fault.code !== 'source.status') return fault;
  const { status } = fault.context;
  if (status !== 401 && status !== 403) return fault;
  return new SourceError(
    'source.key',
    `X refused the key (status ${status}), so no posts are read. Check X_BEARER_TOKEN and what it is allowed to do.`,
  );
}
