import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSessions } from './createSessions.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('createSessions', () => {
  let home: string;
  let clock: { time: number; now(): number };
  let warnings: string[];
  const open = () => createSessions(home, clock, (reason) => warnings.push(reason));

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'countersign-sessions-'));
    clock = { time: 1_760_000_000_000, now: () => clock.time };
    warnings = [];
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('default: a session is known until it has idled for a day', () => {
    const sessions = open();
    const token = sessions.create();
    expect(sessions.check(token)).toMatchObject({ rotated: null });
    clock.time += 24 * hour + 1;
    expect(sessions.check(token)).toBeUndefined();
  });

  it('behavior: it ends after a week, however busy', () => {
    const sessions = open();
    let token = sessions.create();
    for (let passed = 0; passed <= 7 * 24; passed++) {
      const checked = sessions.check(token);
      if (passed < 7 * 24) expect(checked, `after ${passed} h`).toBeDefined();
      token = checked?.rotated ?? token;
      clock.time += hour;
    }
    expect(sessions.check(token)).toBeUndefined();
  });

  it('behavior: the token is replaced, and the old one ends a minute after the new one was seen', () => {
    const sessions = open();
    const first = sessions.create();
    clock.time += 15 * minute;
    const second = sessions.check(first)?.rotated ?? '';
    expect(second).toMatch(/^[\w-]{43}$/);
    clock.time += 20 * minute;
    expect(sessions.check(first)?.rotated).toBe(second);

    expect(sessions.check(second)).toMatchObject({ rotated: null });
    clock.time += minute - 1;
    expect(sessions.check(first)).toMatchObject({ rotated: null });
    clock.time += 1;
    expect(sessions.check(first)).toBeUndefined();
    expect(sessions.check(second)).toBeDefined();
  });

  it('behavior: parallel requests are given the same new token', () => {
    const sessions = open();
    const first = sessions.create();
    clock.time += 15 * minute;
    expect(sessions.check(first)?.rotated).toBe(sessions.check(first)?.rotated);
  });

  it('behavior: survives a restart, also in the middle of a replacement', () => {
    const before = open();
    const first = before.create();
    clock.time += 15 * minute;
    const second = before.check(first)?.rotated ?? '';
    const after = open();
    expect(after.cookieName).toBe(before.cookieName);
    expect(after.check(second)).toMatchObject({ rotated: null });
  });

  it('behavior: the file is its owner’s and holds no token', () => {
    const sessions = open();
    const token = sessions.create();
    const path = join(home, 'sessions.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).not.toContain(token);
  });

  it('behavior: ending one leaves the others', () => {
    const sessions = open();
    const [one, other] = [sessions.create(), sessions.create()];
    const { id } = sessions.check(one) ?? { id: '' };
    sessions.end(id);
    expect(sessions.isLive(id)).toBe(false);
    expect(sessions.check(one)).toBeUndefined();
    expect(sessions.check(other)).toBeDefined();
  });

  it('error: a broken file ends all sessions and says so', () => {
    open().create();
    writeFileSync(join(home, 'sessions.json'), '{"version":1,');
    const token = open().create();
    expect(warnings).toHaveLength(1);
    expect(open().check(token)).toBeDefined();
  });
});
