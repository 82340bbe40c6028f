import { z } from 'zod';
import type { Clock } from '../../../domain/Clock.ts';
import type { HttpReader } from '../../http/createHttpReader.ts';
import { parseJson } from '../../http/parseJson.ts';
import { SourceError } from '../../SourceError.ts';
import type { PostFetch } from './Post.ts';
import { readableOf } from './readableOf.ts';

const accept = 'application/json';
const pageSize = 50;
/** A token is not used up to its last second. */
const spareMs = 60_000;

const grant = z.object({
  access_token: z.string().regex(/^[\w.~+/=-]{8,4000}$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.int().positive().max(31_536_000),
});
const listing = z.object({
  kind: z.literal('Listing'),
  data: z.object({ children: z.array(z.unknown()) }),
});
const submission = z.object({
  kind: z.literal('t3'),
  data: z.object({
    id: z.string().regex(/^[a-z0-9]{1,13}$/),
    title: z.string(),
    selftext: z.string().default(''),
    created_utc: z.number(),
  }),
});

export type RedditSettings = {
  /** Where posts are asked for. */
  origin: string;
  /** Where a token is had for the key. */
  tokenOrigin: string;
  clientId: string;
  clientSecret: string;
  subreddits: readonly string[];
};

/**
 * Newest posts of some subreddits by Reddit's own interface, with the key of an application registered there: its pages
 * are closed to uninvited readers by its robots.txt. The key goes to `tokenOrigin`, and the token that it gives to `origin`.
 */
export function redditPosts(
  { origin, tokenOrigin, clientId, clientSecret, subreddits }: RedditSettings,
  { clock, reader }: { clock: Clock; reader: Pick<HttpReader, 'read'> },
): PostFetch {
  const names = subreddits.join('+');
  const page = new URL(`/r/${names}/new?limit=${pageSize}&raw_json=1`, origin).href;
  let token: { value: string; until: number } | null = null;

  const currentToken = async (): Promise<string> => {
    if (token && clock.now() < token.until) return token.value;
    const key = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const url = new URL('/api/v1/access_token', tokenOrigin).href;
    const form = { grant_type: 'client_credentials' };
    const read = await reader.read({ url, accept, authorization: `Basic ${key}`, form }).catch(retell);
    const parsed = grant.safeParse(read.kind === 'body' ? parseJson(read.text) : undefined);
    if (!parsed.success)
      throw new SourceError('source.malformed', 'Reddit gave no token for the key, so no posts are read.');
    const { access_token: value, expires_in: seconds } = parsed.data;
    token = { value, until: clock.now() + seconds * 1000 - spareMs };
    return value;
  };

  return async (take) => {
    const authorization = `Bearer ${await currentToken()}`;
    const read = await reader.read({ url: page, accept, authorization }).catch((fault: unknown) => {
      // It may have been revoked; the next time asks for another.
      token = null;
      return retell(fault);
    });
    if (read.kind === 'notModified') return read.budget;
    const parsed = listing.safeParse(parseJson(read.text));
    if (!parsed.success) throw new SourceError('source.malformed', 'The answer holds no posts.');
    const found = readableOf(parsed.data.data.children, submission, 'posts');
    await take(
      found.map(({ data: { id, title, selftext, created_utc: published } }) => ({
        ...{ text: textOf(title, selftext), published, link: `https://www.reddit.com/comments/${id}` },
      })),
    );
    return read.budget;
  };
}

function textOf(title: string, selftext: string): string {
  return selftext === '' || /^\[(?:removed|deleted)]$/.test(selftext) ? title : `${title}\n\n${selftext}`;
}

function retell(fault: unknown): never {
  const status = fault instanceof SourceError && fault.code === 'source.status' ? fault.context.status : null;
  if (status !== 401 && status !== 403) throw fault;
  throw new SourceError(
    'source.key',
    `Reddit refused the key (status ${status}), so no posts are read. Check REDDIT_CLIENT_ID, REDDIT_CLIENT_SECRET and crowd.reddit.subreddits.`,
  );
}
