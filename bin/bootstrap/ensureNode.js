import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from './childEnvironment.js';
import { runNpm } from './runNpm.js';

const oldestUsable = 24;

/**
 * Finds a Node that runs TypeScript by itself: this one when it is new enough, otherwise one that npm fetches into
 * a private folder. npm itself has to run under it as well: an older one silently leaves out optional packages
 * that ask for a newer Node.
 *
 * @param {string} root folder of the project
 * @returns {Promise<string>} path of the binary
 */
export async function ensureNode(root) {
  if (majorOf(process.versions.node) >= oldestUsable) return process.execPath;
  const folder = join(root, '.runtime');
  const binary = join(
    folder,
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  const version = wantedVersion(root);
  if (installedVersion(folder) === version && existsSync(binary)) return binary;

  mkdirSync(folder, { recursive: true });
  const description = { private: true, allowScripts: { node: true }, dependencies: { node: version } };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(description, null, 2)}\n`);
  await runNpm(['install', '--no-audit', '--no-fund', '--no-package-lock'], {
    cwd: folder,
    env: childEnvironment(process.execPath),
    label: `Fetching Node ${version} (this is Node ${process.versions.node})`,
    purpose: `the Node runtime could not be fetched`,
  });
  const probe = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  if (probe.status !== 0) {
    throw new Error(`The fetched Node at ${binary} does not run: ${probe.stderr || probe.error?.message}`);
  }
  return binary;
}

function majorOf(version) {
  return Number(version.split('.')[0]);
}

function wantedVersion(root) {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies.node;
}

function installedVersion(folder) {
  const file = join(folder, 'node_modules', 'node', 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}
