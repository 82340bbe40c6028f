import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type Seen = { path: string; headers: IncomingMessage['headers'] };
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A source on loopback for tests: answers by path, 404 otherwise, and keeps what it was asked. Ends with its scope. */
export async function startSourceServer(routes: Record<string, Handler> = {}) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    seen.push({ path, headers: request.headers });
    const route = routes[path] ?? routes[path.split('?')[0] ?? ''];
    if (route) route(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    routes,
    seen,
    asked: (path: string) => seen.filter((request) => request.path === path),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with this text. */
export function text(body: string, headers: Record<string, string> = {}, status = 200): Handler {
  return (_request, response) => response.writeHead(status, headers).end(body);
}
