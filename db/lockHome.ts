import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CountersignError } from '../domain/CountersignError.ts';
import { hasCode } from './hasCode.ts';
import { identify, isSameProcess, type ProcessIdentity, processIdentity } from './processIdentity.ts';
import { writeFileDurably } from './writeFileDurably.ts';

/** Who runs on a home, and where its API listens; `address` is null until it does. */
export type HomeOwner = ProcessIdentity & { address: string | null };

export type HomeLock = AsyncDisposable & {
  /** Whether the lock file still names this process. */
  held(): boolean;
  /** Tells other commands where this desk's API listens. */
  announce(address: string): void;
  release(): void;
};

const schema = processIdentity.extend({ address: z.string().nullable() });
const fileName = 'desk.lock';
/** The owner touches its lock this often, for processes that cannot see it: in another container, say. */
const beatEveryMs = 5_000;
const deadAfterMs = 30_000;

/**
 * Makes this process the only one on a home: two of them on one embedded database would lose data silently. A lock
 * whose process has ended is taken over, also when its pid has since been given to another program.
 *
 * @throws CountersignError `home.inUse`, naming the pid of the one that runs.
 */
export function lockHome(home: string): HomeLock {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const path = join(home, fileName);
  const own: HomeOwner = { ...identify(), address: null };
  while (!createExclusively(path, JSON.stringify(own))) {
    const found = read(path);
    if (found === null) continue;
    if (found.owner && isAlive(found.owner, path)) throw inUse(found.owner, home);
    removeStale(path, found.text);
  }
  // What cannot be read is not known to be ours: while no file can be opened, say, nothing is sent.
  const held = (): boolean => {
    try {
      const owner = read(path)?.owner;
      return owner?.pid === own.pid && owner.started === own.started && owner.machine === own.machine;
    } catch {
      return false;
    }
  };
  const beat = setInterval(() => {
    try {
      if (held()) touch(path);
    } catch {
      // The next beat comes long before anybody takes the lock for left behind.
    }
  }, beatEveryMs).unref();
  const release = (): void => {
    clearInterval(beat);
    if (held()) rmSync(path, { force: true });
  };
  return {
    held,
    release,
    announce(address) {
      if (held()) writeFileDurably(path, JSON.stringify({ ...own, address }));
    },
    async [Symbol.asyncDispose]() {
      release();
    },
  };
}

/** The live process that runs on a home; null when there is none. */
export function readHomeOwner(home: string): HomeOwner | null {
  const path = join(home, fileName);
  const owner = read(path)?.owner;
  return owner && isAlive(owner, path) ? owner : null;
}

function inUse({ pid, address }: HomeOwner, home: string): CountersignError {
  return new CountersignError(
    'home.inUse',
    `Another desk (pid ${pid}${address ? `, ${address}` : ''}) runs on ${home}. Nothing was started. Stop that one first, or set COUNTERSIGN_HOME to another folder.`,
    { context: { pid } },
  );
}

/** Null when there is no lock; without an owner when it does not name one, which no running desk leaves behind. */
function read(path: string): { text: string; owner: HomeOwner | null } | null {
  if (!existsSync(path)) return null;
  try {
    const text = readFileSync(path, 'utf8');
    const parsed = schema.safeParse(parseJson(text));
    return { text, owner: parsed.success ? parsed.data : null };
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return null;
    throw cause;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isAlive(owner: HomeOwner, path: string): boolean {
  return isSameProcess(owner) ?? Date.now() - lastBeat(path) < deadAfterMs;
}

function lastBeat(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return 0;
    throw cause;
  }
}

function touch(path: string): void {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch (cause) {
    if (!hasCode(cause, 'ENOENT')) throw cause;
  }
}

/** Appears whole or not at all, so that nobody reads half a lock and takes it for a stale one. */
function createExclusively(path: string, text: string): boolean {
  const beside = `${path}.${process.pid}`;
  try {
    writeFileSync(beside, text, { mode: 0o600, flush: true });
    linkSync(beside, path);
    return true;
  } catch (cause) {
    if (hasCode(cause, 'EEXIST')) return false;
    throw cause;
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Moved aside before it is removed: of two starters one gets it, and a lock that was renewed meanwhile is put back. */
function removeStale(path: string, stale: string): void {
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, path);
  } catch (cause) {
    if (!hasCode(cause, 'ENOENT', 'EEXIST')) throw cause;
  } finally {
    rmSync(aside, { force: true });
  }
}
