import { z } from 'zod';
import { exchangeName } from './exchangeName.ts';
import { originUrl } from './httpUrl.ts';

const streamOrigin = z.string().regex(/^wss?:\/\/[^/]+$/, {
  error: 'expected a stream origin without a path, such as ws://127.0.0.1:8080',
});
const latencyError = { error: 'expected whole milliseconds from 0 to 10000' };

/** What the simulated venue trades on. */
export const venueSchema = z.strictObject({
  /** Of the generated market. */
  seed: z.int().nonnegative(),
  /** Whose public market mode paper trades against, by ccxt's name. */
  exchange: exchangeName.refine((name) => name !== 'simulated', {
    error: 'expected a real exchange as ccxt names it, such as binance or kraken',
  }),
  /** How long an order of mode paper travels before it meets the market. */
  latencyMs: z.int(latencyError).min(0, latencyError).max(10_000, latencyError),
  /** Where requests and streams of mode paper go instead, such as a mirror; null for the exchange itself. */
  mirror: z.strictObject({ rest: originUrl, streams: streamOrigin }).nullable(),
});
