import { delimiter, dirname } from 'node:path';

/**
 * Environment of every child: the wanted Node first on the path, so that npm, its scripts and all tools run under
 * it, and no library phones home.
 *
 * @param {string} node the Node binary to use
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment(node) {
  return {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
    MASTRA_TELEMETRY_DISABLED: '1',
    NEXT_TELEMETRY_DISABLED: '1',
  };
}
