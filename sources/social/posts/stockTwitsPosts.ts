import { z } from 'zod';
import type { HttpReader } from '../../http/createHttpReader.ts';
import { parseJson } from '../../http/parseJson.ts';
import type { RateBudget } from '../../http/readRateBudget.ts';
import { SourceError } from '../../SourceError.ts';
import type { PostFetch, PostQuery } from './Post.ts';
import { readableOf } from './readableOf.ts';

const answer = z.object({ messages: z.array(z.unknown()) });
const message = z.object({
  id: z.int().positive(),
  body: z.string(),
  created_at: z.string(),
  user: z.object({ username: z.string().regex(/^\w{1,40}$/) }),
});

/**
 * Messages on each coin from a server that speaks StockTwits' public API (`/api/2/streams/symbol/BTC.X.json`), which
 * needs no key.
 */
export function stockTwitsPosts(
  { origin, assets }: PostQuery & { origin: string },
  reader: Pick<HttpReader, 'read'>,
): PostFetch {
  return async (take) => {
    let budget: RateBudget | null = null;
    let unknown: SourceError | null = null;
    let known = 0;
    for (const asset of assets) {
      const url = new URL(`/api/2/streams/symbol/${encodeURIComponent(asset)}.X.json`, origin).href;
      const read = await reader.read({ url, accept: 'application/json' }).catch((fault: unknown) => {
        if (!(fault instanceof SourceError) || fault.context.status !== 404) throw fault;
        unknown = fault;
        return null;
      });
      // A coin that it does not know keeps nobody from reading the others.
      if (read === null) continue;
      known += 1;
      budget = read.budget ?? budget;
      if (read.kind === 'notModified') continue;
      const parsed = answer.safeParse(parseJson(read.text));
      if (!parsed.success)
        throw new SourceError('source.malformed', `The answer holds no messages on ${asset}.`);
      const found = readableOf(parsed.data.messages, message, 'messages');
      await take(
        found.map(({ id, body, created_at: published, user }) => ({
          ...{ text: body, published },
          link: `https://stocktwits.com/${user.username}/message/${id}`,
        })),
      );
    }
    if (unknown !== null && known === 0) throw unknown;
    return budget;
  };
}
