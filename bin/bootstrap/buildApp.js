import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BootstrapError } from './BootstrapError.js';
import { childEnvironment } from './childEnvironment.js';
import { explainFailure } from './explainFailure.js';
import { runQuietly } from './runQuietly.js';
import { showProgress } from './showProgress.js';
import { sourceHash } from './sourceHash.js';

const sources = ['app', 'domain', 'package-lock.json'];

/**
 * Builds the page into `app/out` unless it was built from exactly these sources. The stamp lies inside the output,
 * so that deleting the output deletes the stamp.
 *
 * @param {string} root folder of the project
 * @param {string} node the Node binary to use
 */
export async function buildApp(root, node) {
  const stamp = join(root, 'app', 'out', '.built-from');
  const hash = sourceHash(root, sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  const progress = showProgress('Building the page');
  const { code, output } = await runNext(root, node);
  progress.end(code === 0);
  if (code !== 0) {
    throw new BootstrapError(
      `${explainFailure(output, 'the page could not be built')}\n\n${output.trim().slice(-4000)}`,
    );
  }
  writeFileSync(stamp, hash);
}

function runNext(root, node) {
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  return runQuietly(node, [next, 'build', 'app'], {
    cwd: root,
    env: { ...childEnvironment(node), NODE_ENV: 'production' },
  });
}
