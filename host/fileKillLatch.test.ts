import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LatchState } from '../desk/KillLatch.ts';
import { fileKillLatch } from './fileKillLatch.ts';

function temporaryLatch(): Disposable & { path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
  return {
    path: join(folder, 'kill.json'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
const state = (level: LatchState['level'], by = 'operator'): LatchState => ({
  level,
  by,
  at: 1,
  reason: 'a test',
});

test('default', () => {
  using file = temporaryLatch();
  const latch = fileKillLatch(file.path);
  expect(latch.read()).toBeNull();
  latch.set(state('pause'));
  expect(latch.read()).toEqual(state('pause'));
  // Another process reads the same.
  expect(fileKillLatch(file.path).read()).toEqual(state('pause'));
  expect(latch.clear(1)).toBe(true);
  expect([latch.read(), existsSync(file.path)]).toEqual([null, false]);
  expect(latch.clear(1)).toBe(true);
});

test('behavior: a level is raised and never lowered, whoever asks', () => {
  using file = temporaryLatch();
  const latch = fileKillLatch(file.path);
  for (const level of ['pause', 'cancel', 'flatten', 'cancel', 'pause'] as const) latch.set(state(level));
  expect(latch.read()?.level).toBe('flatten');
  fileKillLatch(file.path).set(state('pause', 'another'));
  expect(latch.read()).toEqual(state('flatten', 'another'));
});

test('behavior: what was set again since is not taken back', () => {
  using file = temporaryLatch();
  const latch = fileKillLatch(file.path);
  latch.set(state('flatten'));
  fileKillLatch(file.path).set({ ...state('pause'), at: 2 });
  expect(latch.clear(1)).toBe(false);
  expect(latch.read()).toEqual({ ...state('flatten'), at: 2 });
});

test('error: where it cannot be written it holds for the process', () => {
  using file = temporaryLatch();
  const latch = fileKillLatch(join(file.path, 'no-folder', 'kill.json'));
  expect(() => latch.set(state('cancel'))).toThrow();
  expect(latch.read()?.level).toBe('cancel');
  expect(() => latch.set(state('pause'))).toThrow();
  expect(latch.read()?.level).toBe('cancel');
});

test('error: a torn or foreign file is never taken as no kill, and a new kill mends it', () => {
  using file = temporaryLatch();
  const latch = fileKillLatch(file.path);
  for (const text of ['', '{"level":"pau', '{}', '{"level":"none","by":"x","at":1,"reason":""}', 'null']) {
    writeFileSync(file.path, text);
    expect(() => latch.read()).toThrow(expect.objectContaining({ code: 'kill.unreadableLatch' }));
  }
  latch.set(state('cancel'));
  expect(JSON.parse(readFileSync(file.path, 'utf8'))).toEqual(state('cancel'));
});
