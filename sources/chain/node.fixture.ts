import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What a scripted node answers to a method; undefined for an answer that is no JSON-RPC. */
export type NodeScript = (method: string, params: readonly unknown[]) => unknown;

/** A node on loopback for tests whose every answer is scripted. Ends with its scope. */
export async function startNode(script: NodeScript, status = 200) {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { id, method, params }: { id: number; method: string; params: unknown[] } = JSON.parse(body);
    const result = script(method, params);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(result === undefined ? '<html>busy</html>' : JSON.stringify({ jsonrpc: '2.0', id, result }));
  };
  const server = createServer((request, response) => {
    // A client may hang up before it has asked all of its question.
    answer(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The node has no port');
  return {
    rpcUrl: `http://127.0.0.1:${address.port}/v3/SECRETKEY`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A block as a node tells it. */
export function scriptedBlock(number: number, hash: string): object {
  const zeros = (bytes: number) => `0x${'00'.repeat(bytes)}`;
  return {
    ...{ number: `0x${number.toString(16)}`, hash: `0x${hash.repeat(64)}`, parentHash: zeros(32) },
    ...{ timestamp: '0x68a00000', nonce: zeros(8), difficulty: '0x0', gasLimit: '0x1', gasUsed: '0x0' },
    ...{ miner: zeros(20), extraData: '0x', transactions: [], baseFeePerGas: '0x1' },
  };
}
