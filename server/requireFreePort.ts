import { createServer } from 'node:http';
import { listen } from './listen.ts';

/**
 * Makes sure that a port which was asked for can be had, before a whole desk is opened in vain.
 *
 * @throws CountersignError `server.portBusy` when it cannot.
 */
export async function requireFreePort(wanted: { port: number; fixed: boolean }): Promise<void> {
  const probe = createServer();
  await listen(probe, wanted);
  await new Promise<void>((resolve) => probe.close(() => resolve()));
}
