import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { syncFolder, writeFileDurably } from '../db/writeFileDurably.ts';
import type { KillLatch, LatchState } from '../desk/KillLatch.ts';
import { CountersignError } from '../domain/CountersignError.ts';
import { killLevel } from '../domain/mode.ts';

const schema = z.strictObject({ level: killLevel, by: z.string(), at: z.int(), reason: z.string() });
const order = killLevel.options;

/** The kill switch's memory in one small file that is never torn. */
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
      writeFileDurably(path, JSON.stringify(state));
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
