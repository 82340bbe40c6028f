import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import type { FeedExchange } from './feed/FeedExchange.ts';
import { loadFeedExchange } from './feed/loadFeedExchange.ts';

const coins = Array.from({ length: 30 }, (_, index) => `C${index}`);

/** What ccxt has to know of a market to subscribe to it. */
function market(base: string) {
  const id = `${base}USDT`;
  return {
    ...{ id, lowercaseId: id.toLowerCase(), symbol: `${base}/USDT`, base, quote: 'USDT' },
    ...{ spot: true, type: 'spot', precision: {}, limits: {} },
  };
}

test('error: a connection that closes while subscriptions leave ends itself, and nothing else', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  server.on('connection', (socket) => socket.close());
  const { port } = server.address() as { port: number };
  const stray: unknown[] = [];
  const note = (cause: unknown) => stray.push(cause);
  process.on('unhandledRejection', note);
  try {
    for (let round = 0; round < 10; round += 1) {
      const redirect = { rest: `http://127.0.0.1:${port}`, ws: `ws://127.0.0.1:${port}` };
      const exchange = (await loadFeedExchange({
        ...{ exchange: 'binance', timeoutMs: 1_000, redirect },
      })) as FeedExchange & { setMarkets(markets: readonly object[]): void };
      Object.assign(exchange, { loadMarkets: async () => exchange.markets });
      exchange.setMarkets(coins.map(market));
      const watches = coins.map((base) => exchange.watchTrades(`${base}/USDT`));
      const outcomes = await Promise.allSettled(watches);
      expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
      await exchange.close();
    }
    // Node tells of a rejection when its turn of the event loop ends.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(stray).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
    for (const socket of server.clients) socket.terminate();
    server.close();
  }
});
