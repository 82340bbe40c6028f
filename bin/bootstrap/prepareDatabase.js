import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from './childEnvironment.js';
import { runQuietly } from './runQuietly.js';
import { sourceHash } from './sourceHash.js';

const sources = ['db/migrations', 'node_modules/@electric-sql/pglite/package.json'];

/**
 * Makes the empty database that a first start copies, unless it was made from these very sources. A start works
 * without it, only seconds slower, so that a failure is told and nothing more.
 *
 * @param {string} root folder of the project
 * @param {string} node the Node binary to use
 */
export async function prepareDatabase(root, node) {
  const folder = join(root, '.runtime', 'database');
  const stamp = join(folder, 'prepared-from');
  const hash = sourceHash(root, sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  const script = join(root, 'bin', 'prepareDatabase.ts');
  const { code, output } = await runQuietly(node, [script], { cwd: root, env: childEnvironment(node) });
  if (code !== 0) {
    process.stderr.write(`An empty database could not be prepared; the first start makes one.\n${output}\n`);
    return;
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(stamp, hash);
}
