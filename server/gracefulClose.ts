import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** How long requests under way may take to end (ms). */
export const graceMs = 3000;
const sweepMs = 20;

/**
 * Gives the function that closes a server: requests under way have three seconds to end; every connection without
 * one is cut at once, also those that a browser opened in advance and never used, which Node counts as active.
 */
export function gracefulClose(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  /** Requests under way by connection. */
  const busy = new WeakMap<Socket, number>();
  const count = (socket: Socket, by: number) => busy.set(socket, (busy.get(socket) ?? 0) + by);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (request, response) => {
    count(request.socket, 1);
    response.once('close', () => count(request.socket, -1));
  });
  return async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const sweep = setInterval(() => {
      for (const socket of sockets) if ((busy.get(socket) ?? 0) <= 0) socket.destroy();
    }, sweepMs);
    const limit = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => resolve());
    await promise;
    clearInterval(sweep);
    clearTimeout(limit);
  };
}
