import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BootstrapError } from './BootstrapError.js';
import { childEnvironment } from './childEnvironment.js';
import { explainFailure } from './explainFailure.js';
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
  return new Promise((resolve) => {
    const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
    const child = spawn(node, [next, 'build', 'app'], {
      cwd: root,
      env: { ...childEnvironment(node), NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk) => {
      output = (output + chunk).slice(-50_000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ code: 1, output: `${output}\n${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
