import { describe, expect, test } from 'vitest';
import type { DispatchRequest } from './CcxtExchange.ts';
import { loadExchange } from './loadExchange.ts';

const clock = { now: () => 1_700_000_000_000 };
const redirect = { rest: 'http://127.0.0.1:9', ws: 'ws://127.0.0.1:9' };

/** ccxt with its HTTP pool replaced by one that notes what it is asked to send. */
async function loaded(options: { redirect?: typeof redirect }) {
  const exchange = await loadExchange({ exchange: 'binance', clock, timeoutMs: 700, ...options });
  const seen: DispatchRequest[] = [];
  exchange.fetchDispatcher = exchange.fetchDispatcher?.compose(() => (request) => {
    seen.push(request);
    throw new Error('noted');
  });
  return { exchange, seen };
}

describe('redirectTransport', () => {
  test('default: streams go to the other origin, REST addresses stay the exchange’s own', async () => {
    const { exchange } = await loaded({ redirect });
    expect(exchange.urls.api.ws).toEqual({
      spot: 'ws://127.0.0.1:9/ws',
      'ws-api': { spot: 'ws://127.0.0.1:9/ws-api/v3' },
    });
    expect(exchange.urls.api).toMatchObject({ private: 'https://api.binance.com/api/v3' });
  });

  test('behavior: without a redirect nothing but the time-outs is changed', async () => {
    const { exchange, seen } = await loaded({});
    await expect(exchange.publicGetTime()).rejects.toThrow('noted');
    expect(seen[0]).toMatchObject({ path: '/api/v3/time' });
    expect(String(seen[0]?.origin)).toMatch(/^https:\/\/api\.binance\.com/);
  });

  test('error: with a redirect nothing reaches another origin', async () => {
    const exchange = await loadExchange({ exchange: 'binance', clock, timeoutMs: 700, redirect });
    exchange.urls.api = { ...exchange.urls.api, ...{ public: 'https://fapi.binance.com/api/v3' } };
    await expect(exchange.publicGetTime()).rejects.toThrow(
      /asked for https:\/\/fapi\.binance\.com; nothing was sent/,
    );
  });

  test('behavior: the sandbox is the exchange’s own test network', async () => {
    const exchange = await loadExchange({ exchange: 'binance', clock, timeoutMs: 700, sandbox: true });
    expect(exchange.urls.api).toMatchObject({ private: 'https://testnet.binance.vision/api/v3' });
  });
});
