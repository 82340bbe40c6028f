import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CountersignError } from '../domain/CountersignError.ts';
import { writeFileDurably } from './writeFileDurably.ts';

/** Who runs on a home, and where its API listens; `address` is null until it does. */
export type HomeOwner = { pid: number; processStart: string | null; address: string | null };

export type HomeLock = AsyncDisposable & {
  /** Whether the lock file still names this process. */
  held(): boolean;
  /** Tells other commands where this desk's API listens. */
  announce(address: string): void;
  release(): void;
};

const schema = z.strictObject({
  pid: z.int().positive(),
  processStart: z.string().nullable(),
  address: z.string().nullable(),
});
const fileName = 'desk.lock';

/**
 * Makes this process the only one on a home: two of them on one embedded database would lose data silently. A lock
 * whose process has ended is taken over, also when its pid has since been given to another program.
 *
 * @throws CountersignError `home.inUse`, naming the pid of the one that runs.
 */
export function lockHome(home: string): HomeLock {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const path = join(home, fileName);
  const own: HomeOwner = { pid: process.pid, processStart: processStartOf(process.pid), address: null };
  while (!createExclusively(path, own)) {
    const owner = readHomeOwner(home);
    if (owner) {
      throw new CountersignError(
        'home.inUse',
        `Another desk (pid ${owner.pid}${owner.address ? `, ${owner.address}` : ''}) runs on ${home}. Nothing was started. Stop that one first, or set COUNTERSIGN_HOME to another folder.`,
        { context: { pid: owner.pid } },
      );
    }
    removeStale(path);
  }
  const held = (): boolean => {
    const owner = readHomeOwner(home);
    return owner?.pid === own.pid && owner.processStart === own.processStart;
  };
  const release = (): void => {
    if (held()) rmSync(path, { force: true });
  };
  return {
    held,
    release,
    announce(address) {
      writeFileDurably(path, JSON.stringify({ ...own, address }));
    },
    async [Symbol.asyncDispose]() {
      release();
    },
  };
}

/** The live process that runs on a home; null when there is none. */
export function readHomeOwner(home: string): HomeOwner | null {
  const path = join(home, fileName);
  if (!existsSync(path)) return null;
  const parsed = parse(readFileSync(path, 'utf8'));
  if (!parsed || !isRunning(parsed)) return null;
  return parsed;
}

function parse(text: string): HomeOwner | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    // Written by a process that was killed in the middle of it: nobody's lock.
    return null;
  }
}

function isRunning({ pid, processStart }: HomeOwner): boolean {
  try {
    process.kill(pid, 0);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EPERM')) return false;
  }
  const now = processStartOf(pid);
  return now === null || processStart === null || now === processStart;
}

/** When a process began, as the kernel counts it; null where there is no /proc to ask. */
function processStartOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; the fields after it do not. Start time is the 22nd field.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Answers false when the file is there already. */
function createExclusively(path: string, owner: HomeOwner): boolean {
  try {
    writeFileSync(path, JSON.stringify(owner), { flag: 'wx', mode: 0o600, flush: true });
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw cause;
  }
}

/** Moved aside before it is removed, so that of two starters only one removes it. */
function removeStale(path: string): void {
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
    rmSync(aside, { force: true });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause;
  }
}
