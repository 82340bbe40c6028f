import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { missingPackages } from './missingPackages.js';
import { root } from './root.js';

const linux = { os: 'linux', cpu: 'x64', libc: 'glibc' };
const lockOf = (packages: Record<string, object>) => ({ packages: { '': { version: '1' }, ...packages } });

describe('missingPackages', () => {
  test('default: names what is absent or of another version', () => {
    const lock = lockOf({
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0', dev: true },
      'node_modules/c': { version: '3.0.0' },
    });
    const installed = {
      packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.9.0' } },
    };
    expect(missingPackages(lock, installed, linux)).toEqual(['node_modules/b', 'node_modules/c']);
  });

  test('behavior: asks for the optional package of this platform, and for none of another', () => {
    const native = (os: string, cpu: string, libc?: string) => ({
      version: '1',
      optional: true,
      os: [os],
      cpu: [cpu],
      ...(libc && { libc: [libc] }),
    });
    const lock = lockOf({
      'node_modules/n-linux': native('linux', 'x64', 'glibc'),
      'node_modules/n-musl': native('linux', 'x64', 'musl'),
      'node_modules/n-arm': native('linux', 'arm64'),
      'node_modules/n-mac': native('darwin', 'x64'),
      'node_modules/not-windows': { version: '1', optional: true, os: ['!win32'], cpu: ['x64'] },
      'node_modules/extra': { version: '1', optional: true },
    });
    expect(missingPackages(lock, { packages: {} }, linux)).toEqual([
      'node_modules/n-linux',
      'node_modules/not-windows',
    ]);
  });

  test('behavior: the lock file has an entry for every optional package that is named in it', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    const entries = Object.entries<{ optionalDependencies?: Record<string, string> }>(lock.packages);
    const absent = entries.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) =>
          !entries.some(([at]) => at === `node_modules/${name}` || at === `${path}/node_modules/${name}`),
      ),
    );
    expect(absent).toEqual([]);
  });

  test('behavior: the lock file and the settings name no host', () => {
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toMatch(
      /https?:\/\/(?!.*funding)[^"]*\.tgz/,
    );
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).not.toMatch(/https?:/);
    expect(existsSync(join(root, 'package-lock.json'))).toBe(true);
  });
});
