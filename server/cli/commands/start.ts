import type { Cli } from '../Cli.ts';
import { runDesk } from '../runDesk.ts';

/** Starts the desk on its own market. */
export function start(cli: Cli, options: { port?: number }): Promise<number> {
  return runDesk(cli, options.port === undefined ? {} : { port: options.port });
}
