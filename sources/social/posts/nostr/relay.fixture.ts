import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { schnorr } from '@noble/curves/secp256k1.js';
import { type WebSocket, WebSocketServer } from 'ws';

/** What a scripted relay does with a question: the messages it sends, or a hand on the connection itself. */
export type RelayScript = (tell: (...message: unknown[]) => void, socket: WebSocket) => void;

/** A relay on loopback for tests: keeps what it was asked, and answers by its script. Ends with its scope. */
export async function startRelay(script: RelayScript) {
  const asked: unknown[] = [];
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  server.on('connection', (socket) => {
    socket.on('error', () => {});
    socket.on('message', (data) => {
      asked.push(JSON.parse(String(data)));
      script((...message) => socket.send(JSON.stringify(message)), socket);
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The relay has no port');
  return {
    url: `ws://127.0.0.1:${address.port}`,
    localOrigins: [`http://127.0.0.1:${address.port}`],
    asked,
    async [Symbol.asyncDispose]() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const secret = new Uint8Array(32).fill(7);
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** An event signed by the tests' own key. */
export function signedEvent(content: string, over: { kind?: number; createdAt?: number } = {}) {
  const { kind = 1, createdAt = 1_700_000_000 } = over;
  const tags = [['t', 'bitcoin']];
  const pubkey = toHex(schnorr.getPublicKey(secret));
  const sealed = JSON.stringify([0, pubkey, createdAt, kind, tags, content]);
  const id = createHash('sha256').update(sealed).digest();
  const sig = toHex(schnorr.sign(Uint8Array.from(id), secret, new Uint8Array(32)));
  return { id: id.toString('hex'), pubkey, created_at: createdAt, kind, tags, content, sig };
}
