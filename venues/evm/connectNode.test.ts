import { createServer, type RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { connectNode } from './connectNode.ts';

/** A node on loopback that answers every request as told, and counts them. Ends with its scope. */
async function startNode(answer: RequestListener) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    rpcUrl: `http://127.0.0.1:${port}/secret-key`,
    asked: () => asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const chainOne = JSON.stringify({ jsonrpc: '2.0', id: 1, result: '0x1' });
const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));

test('default: a node of the configured chain', async () => {
  await using server = await startNode((_, response) => response.end(chainOne));
  const node = connectNode({ rpcUrl: server.rpcUrl, chainId: 1 });
  await node.verify();
  node.close();
});

test.each<[string, RequestListener, number?]>([
  [
    'an answer in drips',
    (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    },
    3_000,
  ],
  ['silence', () => {}, 3_000],
  ['a gzip bomb', (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)],
  ['packed rubbish', (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('none')],
  ['HTML', (_, response) => response.end('<html>busy</html>')],
  ['truncated JSON', (_, response) => response.end(chainOne.slice(0, 20))],
  ['a cut connection', (request) => request.socket.destroy()],
])(
  'error: %s is no answer, asked for once, and the node’s address is not told',
  async (_name, answer, timeoutMs = 30_000) => {
    await using server = await startNode(answer);
    const node = connectNode({ rpcUrl: server.rpcUrl, chainId: 1, timeoutMs });
    const error = await node.ask('eth_sendRawTransaction', ['0x02']).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'evm.unreachable' });
    expect(String(error)).not.toContain('secret-key');
    expect(server.asked()).toBe(1);
    node.close();
  },
);

test.each([301, 302, 307, 308])(
  'error: a redirect (%i) gets no signed transaction to another host',
  async (status) => {
    await using other = await startNode((_, response) => response.end(chainOne));
    await using server = await startNode((_, response) =>
      response.writeHead(status, { location: other.rpcUrl }).end(),
    );
    const node = connectNode({ rpcUrl: server.rpcUrl, chainId: 1 });
    await expect(node.ask('eth_sendRawTransaction', ['0x02'])).rejects.toMatchObject({
      code: 'evm.unreachable',
    });
    expect(other.asked()).toBe(0);
    node.close();
  },
);
