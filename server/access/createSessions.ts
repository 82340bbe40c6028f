import { join } from 'node:path';
import type { Clock } from '../../domain/Clock.ts';
import { equalHashes, hashSecret, newSecret } from './hashSecret.ts';
import { readSessionFile, type SessionRecord } from './sessionRecord.ts';
import { writeSecretFile } from './writeSecretFile.ts';

const rotateAfterMs = 15 * 60_000;
const graceMs = 60_000;
const idleMs = 24 * 3_600_000;
const lifetimeMs = 7 * 24 * 3_600_000;
const noteSeenEveryMs = 60_000;

export type Sessions = {
  readonly cookieName: string;
  /** Starts a session; the token goes into the cookie and is kept nowhere. */
  create(): string;
  /** Whose session a cookie is, and the token that replaces it if it is time. */
  check(token: string): { id: string; rotated: string | null } | undefined;
  /** Whether a session that was open before still is. */
  isLive(id: string): boolean;
  end(id: string): void;
};

/**
 * Sessions of the page, in a file of the home so that a page reconnects after a restart. A token is replaced every
 * quarter of an hour; the old one ends a minute after the new one was first seen, never before, so that a lost
 * answer does not sign anybody out.
 */
export function createSessions(home: string, clock: Clock, warn: (reason: string) => void): Sessions {
  const path = join(home, 'sessions.json');
  const file = readSessionFile(path, warn);
  /** Plain tokens that were handed out and not seen yet, so that parallel requests are given the same one. */
  const handedOut = new Map<string, string>();

  function save(): void {
    writeSecretFile(path, JSON.stringify(file));
  }

  function isOver(session: SessionRecord): boolean {
    const now = clock.now();
    return now - session.seenAt > idleMs || now - session.createdAt > lifetimeMs;
  }

  function sweep(): void {
    file.sessions = file.sessions.filter((session) => !isOver(session));
  }

  function touch(session: SessionRecord): boolean {
    if (clock.now() - session.seenAt < noteSeenEveryMs) return false;
    session.seenAt = clock.now();
    return true;
  }

  function promote(session: SessionRecord, hash: string): void {
    session.previous = session.current;
    session.previousUntil = clock.now() + graceMs;
    session.current = hash;
    session.next = null;
    session.rotatedAt = clock.now();
    session.seenAt = clock.now();
    handedOut.delete(session.id);
  }

  function handOut(session: SessionRecord): string {
    const pending = handedOut.get(session.id);
    if (pending !== undefined) return pending;
    const token = newSecret();
    session.next = hashSecret(token);
    handedOut.set(session.id, token);
    save();
    return token;
  }

  return {
    cookieName: file.cookie,
    create() {
      sweep();
      const token = newSecret();
      const now = clock.now();
      file.sessions.push({
        id: hashSecret(newSecret()).slice(0, 16),
        current: hashSecret(token),
        next: null,
        previous: null,
        previousUntil: 0,
        createdAt: now,
        rotatedAt: now,
        seenAt: now,
      });
      save();
      return token;
    },
    check(token) {
      const hash = hashSecret(token);
      for (const session of file.sessions) {
        if (isOver(session)) continue;
        if (session.next !== null && equalHashes(session.next, hash)) {
          promote(session, hash);
          save();
          return { id: session.id, rotated: null };
        }
        if (equalHashes(session.current, hash)) {
          if (touch(session)) save();
          const due = clock.now() - session.rotatedAt >= rotateAfterMs;
          return { id: session.id, rotated: due ? handOut(session) : null };
        }
        if (session.previous !== null && equalHashes(session.previous, hash)) {
          return clock.now() < session.previousUntil ? { id: session.id, rotated: null } : undefined;
        }
      }
      return undefined;
    },
    isLive: (id) => file.sessions.some((session) => session.id === id && !isOver(session)),
    end(id) {
      file.sessions = file.sessions.filter((session) => session.id !== id);
      handedOut.delete(id);
      save();
    },
  };
}
