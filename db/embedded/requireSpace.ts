import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseError } from '../DatabaseError.ts';

/** Four segments of the engine's log. */
const reserve = 64 * 1024 * 1024;

/**
 * Refuses to go on when the disk is nearly full. The engine does not survive a log that cannot grow: it stands still
 * and the whole process with it, so that nobody may come near that.
 *
 * @param folder the database's; it need not exist yet
 * @param measure free bytes where a folder lies
 * @throws DatabaseError `db.noSpace`
 */
export function requireSpace(folder: string, measure = freeBytes): void {
  const free = measure(folder);
  if (free >= reserve) return;
  throw new DatabaseError(
    'db.noSpace',
    `There is no space left for the database in ${folder}: ${toMegabytes(free)} MB are free, and ${toMegabytes(reserve)} are kept in reserve. Nothing was stored, and nothing that depends on it was sent. Free some space; orders that work at the venue stay there meanwhile.`,
  );
}

function freeBytes(folder: string): number {
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  const { bavail, bsize } = statfsSync(existing);
  return bavail * bsize;
}

function toMegabytes(bytes: number): number {
  return Math.floor(bytes / 1024 / 1024);
}
