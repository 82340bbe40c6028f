import { createHmac } from 'node:crypto';
import { apiKeys } from '../protocol/ApiKeys.ts';
import type { VenueContext } from '../protocol/Endpoint.ts';
import { defaultRateLimits, RateLimiter, type RateLimits } from '../protocol/RateLimiter.ts';
import { restApp } from '../protocol/restApp.ts';
import { BookFeeds } from '../streams/BookFeeds.ts';
import { ListenKeys } from '../streams/ListenKeys.ts';
import { testExchange } from './testExchange.ts';

export const testKey = { key: 'test-key', secret: 'test-secret' };

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type Answer = { status: number; body: unknown; headers: Headers };

/** The venue's REST side on a scripted market, asked without a socket. */
export function testVenue(
  options: { rateLimits?: RateLimits; latencyMs?: number; pause?: (ms: number) => Promise<void> } = {},
) {
  const venue = testExchange({ accounts: ['main', 'other'] });
  const faults: unknown[] = [];
  const context: VenueContext = {
    exchange: venue.exchange,
    keys: apiKeys([testKey, { key: 'other-key', secret: 'other-secret', account: 'other' }]),
    limiter: new RateLimiter(options.rateLimits ?? defaultRateLimits),
    books: new BookFeeds(venue.exchange),
    listenKeys: new ListenKeys(),
    latencyMs: options.latencyMs ?? 0,
    pause: options.pause ?? (async () => {}),
  };
  const app = restApp(context, (error) => faults.push(error));

  async function send(method: Method, path: string, query: string, headers: Record<string, string> = {}) {
    const response = await app.request(`${path}${query === '' ? '' : `?${query}`}`, { method, headers });
    return { status: response.status, body: await response.json(), headers: response.headers };
  }

  return {
    ...venue,
    context,
    faults,
    app,
    /** A public request. */
    ask: (path: string, params: Record<string, string> = {}): Promise<Answer> =>
      send('GET', path, new URLSearchParams(params).toString()),
    /** A signed request; `overrides` replaces parts of its security. */
    signed(
      method: Method,
      path: string,
      params: Record<string, string> = {},
      overrides: { timestamp?: number; secret?: string; key?: string } = {},
    ): Promise<Answer> {
      const timestamp = String(overrides.timestamp ?? venue.script.clock.now());
      const query = new URLSearchParams({ ...params, timestamp }).toString();
      const signature = createHmac('sha256', overrides.secret ?? testKey.secret)
        .update(query)
        .digest('hex');
      return send(method, path, `${query}&signature=${signature}`, {
        'X-MBX-APIKEY': overrides.key ?? testKey.key,
      });
    },
    [Symbol.dispose]: venue[Symbol.dispose],
  };
}
