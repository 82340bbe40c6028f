import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { showProgress } from './showProgress.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Finds a Chromium for the browser tests: the system's, else Debian's package when we may install one, else the
 * test runner's own download.
 *
 * @param {string} root folder of the project
 * @returns {Promise<string | undefined>} path of the binary; undefined when none can be had
 */
export async function ensureBrowser(root) {
  return onPath() ?? fromDebian() ?? fromPlaywright(root);
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const progress = showProgress('Installing Debian’s chromium for the browser tests');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  spawnSync('apt-get', ['update', '-qq'], options);
  const { status } = spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
    options,
  );
  progress.end(status === 0);
  return onPath();
}

function fromPlaywright(root) {
  const script = [
    "const { chromium } = require('playwright-core');",
    'process.stdout.write(chromium.executablePath());',
  ].join('');
  const path = () => spawnSync('node', ['-e', script], { cwd: root, encoding: 'utf8' }).stdout.trim();
  if (isExecutable(path())) return path();
  const progress = showProgress('Downloading a browser for the browser tests');
  const cli = join(root, 'node_modules', 'playwright-core', 'cli.js');
  const { status } = spawnSync('node', [cli, 'install', 'chromium'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  progress.end(status === 0);
  return isExecutable(path()) ? path() : undefined;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
