import { Agent } from 'node:https';
import { connect } from 'node:net';
import ccxt from 'ccxt';
import { guardStreams } from '../../venues/ccxt/guardStreams.ts';

/** Where a client's traffic goes instead of to the exchange. */
export type Redirect = { port: number };

/** Opens plain connections to the venue for addresses that say TLS: the client's own addresses stay as they are. */
class LoopbackAgent extends Agent {
  readonly #target: Redirect;

  constructor(target: Redirect) {
    super();
    this.#target = target;
  }

  override createConnection() {
    return connect(this.#target.port, '127.0.0.1');
  }
}

/**
 * ccxt's own Binance client as anybody would make it, with its transport alone pointed at `target`: it still
 * believes that it talks to api.binance.com, so that it chooses the exchange's error tables.
 */
export function redirectedCcxt(
  target: Redirect,
  credentials = { apiKey: 'test-key', secret: 'test-secret' },
) {
  const client = new ccxt.pro.binance({ ...credentials, enableRateLimit: false });
  client.fetchImplementation = (address: string, init: RequestInit) => {
    const { pathname, search } = new URL(address);
    return fetch(`http://127.0.0.1:${target.port}${pathname}${search}`, {
      method: init.method ?? 'GET',
      headers: init.headers ?? {},
      body: init.body ?? null,
      signal: init.signal ?? null,
    });
  };
  client.agent = new LoopbackAgent(target);
  guardStreams(client);
  return client;
}

export type Client = ReturnType<typeof redirectedCcxt>;
