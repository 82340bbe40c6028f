import { join } from 'node:path';
import { loadConfig } from '../../config/loadConfig.ts';
import type { Config } from '../../config/schema.ts';
import { lockHome } from '../../db/lockHome.ts';
import { openDesk } from '../../host/openDesk.ts';
import type { RunningDesk } from '../../host/RunningDesk.ts';
import { version } from '../../host/version.ts';
import { createDeskApi } from '../createDeskApi.ts';
import { requireFreePort } from '../requireFreePort.ts';
import { type RunningServer, startServer } from '../startServer.ts';
import { askPassword } from './askPassword.ts';
import type { Cli } from './Cli.ts';
import { leftAtVenue } from './format/leftAtVenue.ts';
import { startLines } from './format/startLines.ts';
import { logLastFault } from './logLastFault.ts';
import { openLog } from './openLog.ts';
import { untilStopped } from './untilStopped.ts';

export type RunOptions = { port?: number; replay?: { file: string; speed: number } };

const siteFolder = join(import.meta.dirname, '..', '..', 'app', 'out');

/** Runs a desk until it is told to stop, and stops it safely. */
export async function runDesk(cli: Cli, options: RunOptions): Promise<number> {
  const began = performance.now();
  const { terminal } = cli;
  const config = withPort(loadConfig(cli.environment), options.port);
  const mode = options.replay ? 'replay' : config.mode;
  const log = openLog(terminal, { level: config.log.level, mode, home: config.home, json: cli.json });
  using _fault = logLastFault(log);
  await requireFreePort({ port: config.server.port, fixed: config.server.portFixed });
  await using lock = lockHome(config.home);
  if (!cli.json) terminal.out(`Countersign ${version} · starting in ${config.home} …`);

  const running = await openDesk(config, {
    log,
    owns: () => lock.held(),
    askPassword: askPassword(cli),
    ...(options.replay && { replay: options.replay }),
  });
  await using _ = { [Symbol.asyncDispose]: () => running.close() };
  const server = await serve(config, running, log);
  let told: string[] = [];
  try {
    lock.announce(server.url);
    await announce(cli, config, { running, server, readyMs: Math.round(performance.now() - began) });
    const signal = await untilStopped();
    log.info({ signal }, 'Stopping');
    if (!cli.json) terminal.out('\nStopping: nothing new is sent.');
    told = await leftAtVenue(createDeskApi(running)).catch((error: unknown) => [
      `What is left at the venue could not be read: ${String(error)}`,
    ]);
  } finally {
    await server.close();
  }
  for (const line of told) if (!cli.json) terminal.out(line);
  return 0;
}

function withPort(config: Config, port: number | undefined): Config {
  return port === undefined ? config : { ...config, server: { port, portFixed: port !== 0 } };
}

function serve(config: Config, running: RunningDesk, log: Parameters<typeof openDesk>[1]['log']) {
  return startServer({
    desk: createDeskApi(running),
    home: config.home,
    port: config.server.port,
    portFixed: config.server.portFixed,
    siteFolder,
    version,
    clock: running.desk.clock,
    log,
  });
}

async function announce(
  { terminal, json }: Cli,
  config: Config,
  started: { running: RunningDesk; server: RunningServer; readyMs: number },
): Promise<void> {
  const { running, server, readyMs } = started;
  const state = await running.state();
  const launchUrl = server.newLaunchUrl();
  if (json) {
    terminal.out(
      JSON.stringify({
        url: server.url,
        launchUrl,
        port: server.port,
        mode: state.mode,
        pid: process.pid,
        home: config.home,
        version: state.version,
        database: state.database.label,
        market: state.market.label,
        analyst: state.analyst.label,
        liveTrading: state.liveTrading,
        looserLimitsWaiting: state.looserLimitsWaiting,
        hasPage: server.hasPage,
        readyMs,
      }),
    );
    return;
  }
  for (const line of startLines(state, {
    launchUrl,
    hasPage: server.hasPage,
    readyMs,
    colour: terminal.colour,
  }))
    terminal.out(line);
}
