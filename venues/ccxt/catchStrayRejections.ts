import type { CcxtClient } from './CcxtExchange.ts';

/**
 * ccxt makes promises that nobody waits for (such as its mark that a login is under way) and rejects them when a
 * connection breaks, which would end the process. Every promise of a connection gets a handler here; whoever
 * does wait still sees the rejection.
 */
export function catchStrayRejections(exchange: { client(url: string): CcxtClient }): void {
  const guarded = new WeakSet<CcxtClient>();
  const open = exchange.client.bind(exchange);
  exchange.client = (url) => {
    const client = open(url);
    if (guarded.has(client)) return client;
    guarded.add(client);
    const make = client.future.bind(client);
    client.future = (hash) => {
      const future = make(hash);
      future.catch(() => undefined);
      return future;
    };
    return client;
  };
}
