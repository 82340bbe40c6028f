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
  /** What could not be written, on a full disk say, holds for this process. */
  let unwritten: LatchState | null = null;
  const read = (): LatchState | null => {
    const stored = readFile(path);
    return unwritten && !isHigher(stored, unwritten) ? unwritten : stored;
  };
  return {
    read,
    set(state) {
      const current = readOrNull(read);
      unwritten = isHigher(current, state) ? { ...state, level: current.level } : state;
      writeFileDurably(path, JSON.stringify(unwritten));
      unwritten = null;
    },
    clear(setAt) {
      const current = readOrNull(read);
      if (current ? current.at !== setAt : existsSync(path)) return false;
      unwritten = null;
      rmSync(path, { force: true });
      syncFolder(dirname(path));
      return true;
    },
  };
}

function readFile(path: string): LatchState | null {
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
}

function isHigher(one: LatchState | null, other: LatchState): one is LatchState {
  return one !== null && order.indexOf(one.level) > order.indexOf(other.level);
}

/** A broken latch is overwritten by a new kill. */
function readOrNull(read: () => LatchState | null): LatchState | null {
  try {
    return read();
  } catch {
    return null;
  }
}
