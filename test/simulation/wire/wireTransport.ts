import type { CcxtTransport } from '../../../venues/ccxt/CcxtTransport.ts';
import type { WireAnswer } from './VenueApi.ts';
import { type WireParts, wireFetch } from './wireFetch.ts';
import { wireSocket } from './wireSocket.ts';

type Socket = { send(text: string, options: object, done: () => void): void; close(): void };

/** What of a ccxt stream's client has to do with a real socket. */
type StreamInside = {
  url: string;
  connection: Socket | undefined;
  connectionTimeout: number | false;
  keepAlive: number;
  createConnection(): void;
  isOpen(): boolean;
  close(): Promise<unknown>;
  onOpen(): void;
  onMessage(event: { data: string }): void;
  onError(error: Error): void;
  onClose(event: { code: number }): void;
};

/** What of a ccxt exchange has to do with real time and the real network. */
type ExchangeInside = {
  enableRateLimit: boolean;
  fetchImplementation(url: string, request: Request): Promise<unknown>;
  loadProxyModules(): Promise<void>;
  calculateWsBackoffDelay(url: string): number;
  client(url: string): StreamInside;
};
type Request = { method: string; headers?: Record<string, string>; body?: string };

/** Puts the simulation's wire under ccxt. Everything above it, from signing to the reading of errors, is ccxt's own. */
export function wireTransport(parts: WireParts): CcxtTransport {
  const carry = wireFetch(parts);
  return (exchange) => {
    // The library's own types say nothing of its inside, which no other way leads to.
    const inside = exchange as unknown as ExchangeInside;
    inside.enableRateLimit = false;
    inside.loadProxyModules = async () => {};
    inside.calculateWsBackoffDelay = () => 0;
    inside.fetchImplementation = async (url, { method, headers = {}, body = '' }) =>
      toResponse(await carry({ method, url, headers, body }));
    const make = inside.client.bind(exchange);
    const wired = new WeakSet<StreamInside>();
    inside.client = (url) => {
      const client = make(url);
      if (!wired.has(client)) wire(client);
      wired.add(client);
      return client;
    };
  };

  function wire(client: StreamInside): void {
    client.connectionTimeout = false;
    client.keepAlive = 0;
    client.isOpen = () => false;
    client.close = async () => {};
    client.createConnection = () => {
      const socket = wireSocket(parts, client.url, {
        onOpen: () => client.onOpen(),
        onMessage: (data) => client.onMessage({ data }),
        onError: (error) => client.onError(error),
        onClose: () => client.onClose({ code: 1006 }),
      });
      client.isOpen = () => socket.isOpen;
      client.close = async () => socket.close();
      client.connection = {
        close: socket.close,
        send(text, _options, done) {
          socket.send(text);
          done();
        },
      };
    };
  }
}

function toResponse({ status, text }: WireAnswer) {
  return {
    status,
    statusText: '',
    headers: new Map([['Content-Type', 'application/json']]),
    text: async () => text,
  };
}
