import { WebSocket } from 'ws';
import type { StreamClient } from './StreamClient.ts';

/** A client that reads nothing for this many bytes is cut off instead of filling the memory. */
const maxBuffered = 16 * 1024 * 1024;

/** Sends a message as JSON to a client that is still there. */
export function send(client: StreamClient, message: unknown): void {
  if (client.readyState !== WebSocket.OPEN) return;
  if (client.bufferedAmount > maxBuffered) {
    client.terminate();
    return;
  }
  client.send(JSON.stringify(message));
}
