import type { Server } from 'node:http';
import { CountersignError } from '../domain/CountersignError.ts';

const portsTried = 50;

/**
 * Listens on loopback: on the first free port from `port` on, or on exactly that one if it is fixed. Port 0 takes
 * any. Returns the port.
 *
 * @throws CountersignError `server.portBusy` when there is none.
 */
export async function listen(server: Server, wanted: { port: number; fixed: boolean }): Promise<number> {
  const last =
    wanted.fixed || wanted.port === 0 ? wanted.port : Math.min(65_535, wanted.port + portsTried - 1);
  for (let port = wanted.port; port <= last; port++) {
    const found = await tryPort(server, port);
    if (found !== undefined) return found;
  }
  throw new CountersignError(
    'server.portBusy',
    wanted.fixed
      ? `Port ${wanted.port} is in use by another program, and COUNTERSIGN_PORT or the config asks for exactly it. Find the program with \`lsof -nP -iTCP:${wanted.port} -sTCP:LISTEN\` (or \`ss -ltnp\`) and stop it, or leave the port open to choice. Nothing was started and no order was sent.`
      : `The ports ${wanted.port} to ${last} are all in use. Set COUNTERSIGN_PORT to a free one. Nothing was started and no order was sent.`,
    { context: { port: wanted.port } },
  );
}

function tryPort(server: Server, port: number): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const failed = (error: NodeJS.ErrnoException) => {
    server.off('listening', listening);
    if (error.code === 'EADDRINUSE') resolve(undefined);
    else reject(portFault(port, error));
  };
  const listening = () => {
    server.off('error', failed);
    const address = server.address();
    resolve(typeof address === 'object' && address !== null ? address.port : port);
  };
  server.once('error', failed);
  server.once('listening', listening);
  server.listen({ port, host: '127.0.0.1', exclusive: true });
  return promise;
}

function portFault(port: number, error: NodeJS.ErrnoException): CountersignError {
  return new CountersignError(
    'server.cannotListen',
    error.code === 'EACCES'
      ? `Port ${port} may not be used by this user. Choose one from 1024 on with COUNTERSIGN_PORT. Nothing was started.`
      : `The desk could not listen on 127.0.0.1:${port}: ${error.message}. Nothing was started.`,
    { cause: error },
  );
}
