import { z } from 'zod';
import { exchangeName } from './exchangeName.ts';
import { httpUrl, originUrl } from './httpUrl.ts';

const minutesError = { error: 'expected whole minutes from 5 to 1440' };
/** Shorter than five minutes would be rude. */
const everyMinutes = z.int(minutesError).min(5, minutesError).max(1440, minutesError);

const newsFeed = z.strictObject({
  name: z.string().min(1).max(40),
  url: httpUrl,
  everyMinutes,
  /** Hosts besides its own that it may redirect to. */
  redirectHosts: z.array(z.string()).default([]),
});
const named = (feeds: readonly { name: string }[]): boolean =>
  new Set(feeds.map(({ name }) => name)).size === feeds.length;

const relayUrl = z.url({ protocol: /^wss?$/, error: 'expected a relay that begins with wss://' });
const hashtag = z.string().regex(/^[\p{Ll}\p{N}_]{1,40}$/u, {
  error: 'expected a hashtag in small letters, without #',
});

const subreddit = z.string().regex(/^[A-Za-z0-9_]{2,21}$/, {
  error: 'expected the name of a subreddit, without r/',
});

/** What is read of news, mood and posts. */
export const crowdSchema = z.strictObject({
  /** Whether anything is read from outside for news and mood. */
  enabled: z.boolean(),
  /** Origins inside this machine or network that sources may lie at. */
  localOrigins: z.array(originUrl),
  feeds: z.array(newsFeed).refine(named, { error: 'two feeds have the same name; give each its own' }),
  fearAndGreed: z.strictObject({ url: httpUrl.nullable(), everyMinutes }),
  funding: z.strictObject({
    /** An exchange with perpetual swaps, as ccxt names it; null to leave funding out. */
    exchange: exchangeName.nullable(),
    /** Where its requests go instead; null for the exchange itself. */
    origin: httpUrl.nullable(),
    everyMinutes,
  }),
  stockTwits: z.strictObject({ enabled: z.boolean(), origin: originUrl, everyMinutes }),
  farcaster: z.strictObject({
    /** A hub's HTTP API; null to leave Farcaster out. */
    origin: originUrl.nullable(),
    fids: z.array(z.int().positive()).max(50),
    channels: z.array(httpUrl).max(20),
    everyMinutes,
  }),
  nostr: z.strictObject({
    relays: z.array(relayUrl).max(10),
    hashtags: z.array(hashtag).min(1).max(20),
    everyMinutes,
  }),
  reddit: z
    .strictObject({
      origin: originUrl,
      /** Where a token is had for the key. */
      tokenOrigin: originUrl,
      /** From the environment only; null to leave Reddit out. */
      clientId: z.string().min(1).nullable(),
      clientSecret: z.string().min(1).nullable(),
      subreddits: z.array(subreddit).min(1).max(50),
      everyMinutes,
    })
    .refine(({ clientId, clientSecret }) => (clientId === null) === (clientSecret === null), {
      error: 'REDDIT_CLIENT_ID and REDDIT_CLIENT_SECRET belong together; set both, or neither',
    }),
  x: z.strictObject({
    origin: originUrl,
    /** From the environment only; never read from a file, never logged. Null to leave X out. */
    bearerToken: z.string().min(1).nullable(),
    query: z.string().min(1).max(512).nullable(),
    everyMinutes,
  }),
});
