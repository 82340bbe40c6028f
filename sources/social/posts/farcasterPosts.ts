import { z } from 'zod';
import type { HttpReader } from '../../http/createHttpReader.ts';
import { parseJson } from '../../http/parseJson.ts';
import type { RateBudget } from '../../http/readRateBudget.ts';
import { SourceError } from '../../SourceError.ts';
import type { PostFetch } from './Post.ts';
import { readableOf } from './readableOf.ts';

/** Farcaster counts seconds from here. */
const epochMs = Date.UTC(2021, 0, 1);
const pageSize = 50;

const answer = z.object({ messages: z.array(z.unknown()) });
const cast = z.object({
  hash: z.string().regex(/^0x[0-9a-f]{40}$/),
  data: z.object({
    type: z.string(),
    timestamp: z.int().nonnegative(),
    castAddBody: z.object({ text: z.string() }).nullish(),
  }),
});

export type FarcasterSettings = {
  /** A hub's HTTP API, as its operator gives it. */
  origin: string;
  /** Numbers of accounts whose casts are read. */
  fids: readonly number[];
  /** Parent addresses of channels, such as `https://farcaster.group/bitcoin`. */
  channels: readonly string[];
};

/**
 * Casts of accounts and channels from a Farcaster hub's HTTP API. The hub's word is taken for who wrote them: nothing
 * that the desk does rests on it.
 */
export function farcasterPosts(
  { origin, fids, channels }: FarcasterSettings,
  reader: Pick<HttpReader, 'read'>,
): PostFetch {
  const paths = [
    ...fids.map((fid) => `/v1/castsByFid?fid=${fid}`),
    ...channels.map((channel) => `/v1/castsByParent?url=${encodeURIComponent(channel)}`),
  ];
  return async (take) => {
    let budget: RateBudget | null = null;
    for (const path of paths) {
      const { href: url } = new URL(`${path}&pageSize=${pageSize}&reverse=true`, origin);
      const read = await reader.read({ url, accept: 'application/json' });
      budget = read.budget ?? budget;
      if (read.kind === 'notModified') continue;
      const parsed = answer.safeParse(parseJson(read.text));
      if (!parsed.success) throw new SourceError('source.malformed', 'The hub’s answer holds no messages.');
      const found = readableOf(parsed.data.messages, cast, 'casts');
      await take(
        found.flatMap(({ hash, data: { type, timestamp, castAddBody } }) =>
          type === 'MESSAGE_TYPE_CAST_ADD' && castAddBody
            ? [
                {
                  ...{ text: castAddBody.text, published: epochMs + timestamp * 1000 },
                  link: `https://farcaster.xyz/~/conversations/${hash}`,
                },
              ]
            : [],
        ),
      );
    }
    return budget;
  };
}
