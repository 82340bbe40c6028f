import type { Clock } from '../../domain/Clock.ts';
import { hashSecret, newSecret } from './hashSecret.ts';

/** Codes that open the page once. They live in memory: a restart prints another one. */
export type LaunchCodes = {
  create(): { code: string; expiresAt: number };
  /** True exactly once for each code, and not after it has expired. */
  redeem(code: string): boolean;
};

const lifetimeMs = 5 * 60_000;
const maxOutstanding = 32;

export function createLaunchCodes(clock: Clock): LaunchCodes {
  const expiryByHash = new Map<string, number>();
  return {
    create() {
      const now = clock.now();
      for (const [hash, expiresAt] of expiryByHash) if (expiresAt <= now) expiryByHash.delete(hash);
      const [oldest] = expiryByHash.keys();
      if (oldest !== undefined && expiryByHash.size >= maxOutstanding) expiryByHash.delete(oldest);
      const code = newSecret();
      expiryByHash.set(hashSecret(code), now + lifetimeMs);
      return { code, expiresAt: now + lifetimeMs };
    },
    redeem(code) {
      const hash = hashSecret(code);
      const expiresAt = expiryByHash.get(hash);
      expiryByHash.delete(hash);
      return expiresAt !== undefined && clock.now() < expiresAt;
    },
  };
}
