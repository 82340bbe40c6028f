import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Log } from '../desk/Log.ts';
import type { Clock } from '../domain/Clock.ts';
import { createLaunchCodes } from './access/createLaunchCodes.ts';
import { createSessions } from './access/createSessions.ts';
import { loadTokens } from './access/loadTokens.ts';
import { createApp } from './createApp.ts';
import type { DeskApi } from './DeskApi.ts';
import { gracefulClose } from './gracefulClose.ts';
import { listen } from './listen.ts';
import { createMetrics } from './metrics/createMetrics.ts';
import { launchUrl } from './routes/addLaunchRoutes.ts';
import { loadSite } from './site/loadSite.ts';
import { createEventHub } from './stream/createEventHub.ts';

export type ServerOptions = {
  desk: DeskApi;
  /** Folder of tokens and sessions. */
  home: string;
  port: number;
  portFixed: boolean;
  /** Folder of the static export. */
  siteFolder: string;
  version: string;
  clock: Clock;
  log: Log;
};

export type RunningServer = {
  /** Origin of API and page, e.g. `http://127.0.0.1:4170`. */
  readonly url: string;
  readonly port: number;
  /** False when the page has not been built; the API works all the same. */
  readonly hasPage: boolean;
  /** A fresh one-time address. */
  newLaunchUrl(): string;
  /** Ends the event streams, lets requests end for three seconds, and closes. */
  close(): Promise<void>;
};

/** Serves API, event stream and page from one port on loopback. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { desk, home, clock, log } = options;
  let port = options.port;
  const hub = createEventHub(desk, { log });
  const metrics = createMetrics(desk, { clock, processMetrics: true, clients: () => hub.clients });
  const site = loadSite(options.siteFolder);
  const launchCodes = createLaunchCodes(clock);
  const app = createApp({
    desk,
    hub,
    metrics,
    tokens: loadTokens(home),
    sessions: createSessions(home, clock, (reason) =>
      log.warn({ reason }, 'Open pages have to be opened again with a new one-time address'),
    ),
    launchCodes,
    site,
    version: options.version,
    clock,
    log,
    port: () => port,
  });
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  const closeHttp = gracefulClose(server);
  try {
    port = await listen(server, { port: options.port, fixed: options.portFixed });
  } catch (error) {
    hub.close();
    metrics.close();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    hasPage: site !== undefined,
    newLaunchUrl: () => launchUrl(port, launchCodes.create().code),
    async close() {
      hub.close();
      await closeHttp();
      metrics.close();
    },
  };
}
