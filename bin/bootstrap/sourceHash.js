import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const skipped = new Set(['node_modules', '.next', 'out', 'next-env.d.ts']);

/**
 * Hash over the names and contents of files and folders, in a fixed order; tests and build output are left out.
 *
 * @param {string} root
 * @param {string[]} paths relative to root; one that does not exist counts as absent
 * @returns {string} hex
 */
export function sourceHash(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths) add(hash, root, path);
  return hash.digest('hex');
}

function add(hash, root, path) {
  const full = join(root, path);
  if (!existsSync(full)) {
    hash.update(`${path}\0absent\0`);
    return;
  }
  if (statSync(full).isDirectory()) {
    const names = readdirSync(full).filter((name) => !skipped.has(name) && !/\.test\.tsx?$/.test(name));
    for (const name of names.sort()) add(hash, root, `${path}/${name}`);
    return;
  }
  const content = readFileSync(full);
  hash.update(`${path}\0${content.length}\0`).update(content);
}
