import { readdirSync } from 'node:fs';

/**
 * Compares the lock file with npm's record of what it installed. An optional package counts as needed when it is
 * made for this very platform: those are the native parts that an older Node's npm leaves out without a word.
 *
 * @param {{packages: Record<string, any>}} lock the project's lock file
 * @param {{packages: Record<string, any>}} installed `node_modules/.package-lock.json`
 * @param {{os: string, cpu: string, libc: string}} [platform]
 * @returns {string[]} paths that are missing or have another version
 */
export function missingPackages(lock, installed, platform = thisPlatform()) {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.link && isNeeded(entry, platform))
    .filter(([path, entry]) => installed.packages[path]?.version !== entry.version)
    .map(([path]) => path);
}

function isNeeded(entry, platform) {
  if (!entry.optional) return true;
  const native = entry.os !== undefined && entry.cpu !== undefined;
  return (
    native &&
    allows(entry.os, platform.os) &&
    allows(entry.cpu, platform.cpu) &&
    allows(entry.libc, platform.libc)
  );
}

function allows(list, value) {
  if (list === undefined) return true;
  return list.includes(value) || (list.every((item) => item.startsWith('!')) && !list.includes(`!${value}`));
}

function thisPlatform() {
  return { os: process.platform, cpu: process.arch, libc: libcOf() };
}

function libcOf() {
  if (process.platform !== 'linux') return 'none';
  try {
    return readdirSync('/lib').some((name) => name.startsWith('ld-musl-')) ? 'musl' : 'glibc';
  } catch {
    return 'glibc';
  }
}
