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

/** Exchanges whose streams a server on loopback accepts and closes at once. Ends with its scope. */
async function startClosingServer() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  let dialled = 0;
  server.on('connection', (socket) => {
    dialled += 1;
    socket.close();
  });
  const { port } = server.address() as { port: number };
  const redirect = { rest: `http://127.0.0.1:${port}`, ws: `ws://127.0.0.1:${port}` };
  return {
    dialled: () => dialled,
    async open() {
      const exchange = (await loadFeedExchange({
        ...{ exchange: 'binance', timeoutMs: 10_000, redirect },
      })) as FeedExchange & { setMarkets(markets: readonly object[]): void };
      Object.assign(exchange, { loadMarkets: async () => exchange.markets });
      exchange.setMarkets(coins.map(market));
      return exchange;
    },
    [Symbol.dispose]() {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

test('error: a connection that closes while subscriptions leave ends itself, and nothing else', async () => {
  using server = await startClosingServer();
  const stray: unknown[] = [];
  const note = (cause: unknown) => stray.push(cause);
  process.on('unhandledRejection', note);
  try {
    for (let round = 0; round < 10; round += 1) {
      const exchange = await server.open();
      const outcomes = await Promise.allSettled(coins.map((base) => exchange.watchTrades(`${base}/USDT`)));
      expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
      await exchange.close();
    }
    // Node tells of a rejection when its turn of the event loop ends.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(stray).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
  }
});

test('behavior: closed while ccxt waits before it dials anew, it does not', async () => {
  using server = await startClosingServer();
  const exchange = await server.open();
  const watch = () =>
    exchange.watchTrades('C0/USDT').then(
      () => 'told',
      () => 'broken',
    );
  expect(await watch()).toBe('broken');
  const again = watch();
  const before = server.dialled();
  await exchange.close();
  expect(await again).toBe('broken');
  // ccxt's first pause is a second.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(server.dialled()).toBe(before);
});
