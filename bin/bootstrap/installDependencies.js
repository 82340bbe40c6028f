import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from './childEnvironment.js';
import { missingPackages } from './missingPackages.js';
import { runNpm } from './runNpm.js';

/**
 * Installs exactly what the lock file names, unless it is there already.
 *
 * @param {string} root folder of the project
 * @param {string} node the Node binary that npm has to run under
 */
export async function installDependencies(root, node) {
  const lock = readJson(join(root, 'package-lock.json'));
  const installed = join(root, 'node_modules', '.package-lock.json');
  const missing = existsSync(installed) ? missingPackages(lock, readJson(installed)) : undefined;
  if (missing?.length === 0) return;
  const paths = Object.keys(lock.packages).filter((path) => path !== '' && !lock.packages[path].optional);
  const unpacked = () => paths.filter((path) => existsSync(join(root, path, 'package.json'))).length;
  await runNpm(['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    env: childEnvironment(node),
    label: missing ? `Installing (${missing.length} packages are missing or changed)` : 'Installing',
    purpose: 'the dependencies could not be installed',
    detail: () => `${unpacked()} of ${paths.length} packages unpacked`,
  });
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
