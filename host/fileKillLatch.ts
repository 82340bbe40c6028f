import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { KillLatch, LatchState } from '../desk/KillLatch.ts';
import { CountersignError } from '../domain/CountersignError.ts';
import { killLevel } from '../domain/mode.ts';

const schema = z.strictObject({ level: killLevel, by: z.string(), at: z.int(), reason: z.string() });
const order = killLevel.options;

/** The kill switch's memory in one small file, written beside itself, synced and renamed, so that it is never torn. */
export function fileKillLatch(path: string): KillLatch {
  const read = (): LatchState | null => {
    if (!existsSync(path)) return null;
    try {
      return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch (cause) {
      throw new CountersignError(
        'kill.unreadableLatch',
        `The kill latch ${path} cannot be read, so nothing is sent`,
        { cause },
      );
    }
  };
  return {
    read,
    set(state) {
      const current = readOrNull(read);
      if (current && order.indexOf(current.level) > order.indexOf(state.level)) return;
      const beside = `${path}.new`;
      const file = openSync(beside, 'w', 0o600);
      try {
        writeSync(file, JSON.stringify(state));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(beside, path);
      syncFolder(dirname(path));
    },
    clear() {
      rmSync(path, { force: true });
      syncFolder(dirname(path));
    },
  };
}

/** A broken latch is overwritten by a new kill. */
function readOrNull(read: () => LatchState | null): LatchState | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
