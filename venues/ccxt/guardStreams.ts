import type { CcxtClient } from './CcxtExchange.ts';

/**
 * ccxt makes promises that nobody waits for (such as its mark that a login is under way) and rejects them when a
 * connection breaks, which would end the process. Every promise of a connection gets a handler here; whoever
 * does wait still sees the rejection. What cannot be sent, since the connection is closing meanwhile, is the end of
 * that connection, as it is where ccxt waits for its messages to leave. And where ccxt waits before it dials anew, an
 * exchange that was closed meanwhile is not dialled, which would keep the process from ending.
 */
export function guardStreams(exchange: { client(url: string): CcxtClient; close(): Promise<unknown> }): void {
  let closed = false;
  const close = exchange.close.bind(exchange);
  exchange.close = () => {
    closed = true;
    return close();
  };
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
    const dial = client.createConnection.bind(client);
    client.createConnection = () => {
      if (!closed) dial();
    };
    const send = client.send.bind(client);
    client.send = (message) => {
      const sent = send(message);
      sent.catch((cause: unknown) => client.onError(cause));
      return sent;
    };
    return client;
  };
}
