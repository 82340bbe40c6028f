import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { lockHome, readHomeOwner } from './lockHome.ts';
import { identify } from './processIdentity.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'countersign-lock-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const write = (owner: object) => writeFileSync(join(home, 'desk.lock'), JSON.stringify(owner));
const stored = () => JSON.parse(readFileSync(join(home, 'desk.lock'), 'utf8')) as { pid: number };

/** A process that tries to lock the home, says how that went, and stays. */
function contender() {
  const script = `
    const { lockHome } = await import(${JSON.stringify(join(import.meta.dirname, 'lockHome.ts'))});
    try { lockHome(${JSON.stringify(home)}); console.log('held'); setInterval(() => {}, 1000); }
    catch (error) { console.log(error.message); }`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function firstLine(child: ReturnType<typeof contender>): Promise<string> {
  for await (const chunk of child.stdout) return String(chunk).trim();
  throw new Error('it ended without a word');
}

describe('lockHome', () => {
  test('default: names this process and its address, and leaves nothing behind', async () => {
    {
      await using lock = lockHome(home);
      expect(lock.held()).toBe(true);
      expect(readHomeOwner(home)).toMatchObject({ pid: process.pid, address: null });
      lock.announce('http://127.0.0.1:4170');
      expect(readHomeOwner(home)?.address).toBe('http://127.0.0.1:4170');
    }
    expect(readHomeOwner(home)).toBeNull();
    expect(readdirSync(home)).toEqual([]);
  });

  test('error: a second process is refused with the pid and address of the first', async () => {
    await using lock = lockHome(home);
    lock.announce('http://127.0.0.1:4170');
    const said = await firstLine(contender());
    expect(said).toContain(`pid ${process.pid}, http://127.0.0.1:4170`);
    expect(said).toContain(home);
    expect(lock.held()).toBe(true);
  });

  test('behavior: the lock of a killed process is taken over', async () => {
    const child = contender();
    expect(await firstLine(child)).toBe('held');
    expect(() => lockHome(home)).toThrow(`pid ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await using lock = lockHome(home);
    expect(lock.held()).toBe(true);
  });

  test('behavior: of many that start at once on a stale lock exactly one gets it', async () => {
    write({ ...identify(), pid: 2 ** 22 - 1, address: null });
    const children = Array.from({ length: 4 }, contender);
    const said = await Promise.all(children.map(firstLine));
    for (const child of children) child.kill('SIGKILL');
    expect(said.filter((line) => line === 'held')).toHaveLength(1);
    expect(said.filter((line) => line.includes('Another desk'))).toHaveLength(3);
  });

  test('behavior: a pid that another program has by now does not keep the home', async () => {
    write({ ...identify(), started: 'earlier', address: null });
    expect(readHomeOwner(home)).toBeNull();
    await using lock = lockHome(home);
    expect(lock.held()).toBe(true);
  });

  test('behavior: a process in another container counts as running while it touches its lock', async () => {
    write({ pid: 1, started: 'x', machine: 'elsewhere', address: null });
    expect(() => lockHome(home)).toThrow('pid 1');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(join(home, 'desk.lock'), longAgo, longAgo);
    await using lock = lockHome(home);
    expect(lock.held()).toBe(true);
  });

  test('behavior: a lock that cannot be read for a while ends nothing, and is kept up again afterwards', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      await using lock = lockHome(home);
      const path = join(home, 'desk.lock');
      renameSync(path, join(home, 'aside'));
      mkdirSync(path);
      expect(lock.held()).toBe(false);
      vi.advanceTimersByTime(6_000);
      rmdirSync(path);
      renameSync(join(home, 'aside'), path);
      const longAgo = new Date(Date.now() - 60_000);
      utimesSync(path, longAgo, longAgo);
      vi.advanceTimersByTime(6_000);
      expect(statSync(path).mtimeMs).toBeGreaterThan(longAgo.getTime());
      expect(lock.held()).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  test('behavior: a lock that a power cut left empty keeps nobody out', async () => {
    writeFileSync(join(home, 'desk.lock'), '');
    await using lock = lockHome(home);
    expect(lock.held()).toBe(true);
  });

  test('behavior: whoever lost the lock knows it and removes nothing', () => {
    const lock = lockHome(home);
    const other = { ...identify(), started: 'later', address: null };
    write(other);
    expect(lock.held()).toBe(false);
    lock.announce('http://127.0.0.1:1');
    lock.release();
    expect(stored()).toEqual(other);
  });
});
