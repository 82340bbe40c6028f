import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VenueLogError } from './VenueLogError.ts';

const heldHere = new Set<string>();

/** Keeps a second venue off the folder; two writers would interleave their logs. Returns the release. */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'venue.lock');
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if (!isFault(error, 'EEXIST') || attempt > 0) throw error;
      const owner = Number(readFileSync(file, 'utf8'));
      if (isRunning(owner, file)) {
        throw new VenueLogError(
          'venueLog.inUse',
          `The simulated venue in ${folder} is already run by process ${owner}. Stop that one first, or give this one another folder. If no venue runs there, delete ${file}.`,
          { context: { folder, pid: owner } },
        );
      }
      rmSync(file, { force: true });
    }
  }
  heldHere.add(file);
  return () => {
    heldHere.delete(file);
    rmSync(file, { force: true });
  };
}

function isRunning(pid: number, file: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) return heldHere.has(file);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isFault(error, 'EPERM');
  }
}

function isFault(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
