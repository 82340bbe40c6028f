import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { createAdaptorServer } from '@hono/node-server';
import { type WebSocket, WebSocketServer } from 'ws';
import type { VenueContext } from '../protocol/Endpoint.ts';
import { AccountStreams } from './AccountStreams.ts';
import { connectApi } from './connectApi.ts';
import { connectMarket } from './connectMarket.ts';
import { MarketStreams } from './MarketStreams.ts';

export type StreamServer = {
  /** Sends what is due. */
  pump(): void;
  close(): void;
};

/** Largest message that a client may send. */
const maxPayload = 64 * 1024;

/**
 * The WebSocket side: market streams under `/ws` and `/stream` (any prefix, so that clients may be redirected by
 * path too), the WebSocket API under `/ws-api/v3`. Pages in a browser, which name their origin, are refused.
 */
export function serveStreams(
  server: ReturnType<typeof createAdaptorServer>,
  context: VenueContext,
  onFault: (error: unknown) => void,
): StreamServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload });
  const market = new MarketStreams(context);
  const accounts = new AccountStreams(context);
  const stopTicks = context.exchange.listen({
    onTicks: (ticks) => market.onTicks(ticks),
    onChanges(changes) {
      accounts.onChanges(changes);
      market.onOwnTrades(changes.trades);
    },
  });
  const upgrade: Parameters<typeof sockets.handleUpgrade> extends [infer Request, ...unknown[]]
    ? (request: Request, socket: Duplex, head: Buffer) => void
    : never = (request, socket, head) => {
    const url = URL.parse(request.url ?? '/', 'ws://127.0.0.1');
    const connect = url === null ? undefined : route(url);
    if (connect === undefined) return refuse(socket, '404 Not Found');
    if (request.headers.origin !== undefined) return refuse(socket, '403 Forbidden');
    sockets.handleUpgrade(request, socket, head, (client) => connect(client));
  };

  function route(url: URL): ((client: WebSocket) => void) | undefined {
    if (url.pathname.endsWith('/ws-api/v3')) {
      return (client) => connectApi(client, { context, accounts, onFault });
    }
    const raw = /\/ws(?:\/(.*))?$/.exec(url.pathname);
    if (raw) {
      const names = (raw[1] ?? '').split('/').filter((name) => name !== '');
      return (client) => connectMarket(client, { context, market, accounts, names, combined: false });
    }
    if (url.pathname.endsWith('/stream')) {
      const names = (url.searchParams.get('streams') ?? '').split('/').filter((name) => name !== '');
      return (client) => connectMarket(client, { context, market, accounts, names, combined: true });
    }
    return undefined;
  }

  function refuse(socket: Duplex, status: string): void {
    socket.on('error', () => socket.destroy());
    socket.once('finish', () => socket.destroy());
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
  }

  const http = server as Server;
  http.on('upgrade', upgrade);
  return {
    pump: () => market.pump(),
    close() {
      http.off('upgrade', upgrade);
      stopTicks();
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}
