import { resolve } from 'node:path';
import type { Cli } from '../Cli.ts';
import { runDesk } from '../runDesk.ts';

/** Starts the desk on a recorded market. */
export function replay(cli: Cli, options: { file: string; speed: number; port?: number }): Promise<number> {
  const { file, speed, port } = options;
  return runDesk(cli, { replay: { file: resolve(file), speed }, ...(port !== undefined && { port }) });
}
