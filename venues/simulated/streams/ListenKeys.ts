import { randomBytes } from 'node:crypto';
import { VenueRejection } from '../VenueRejection.ts';

/** A listen key ends this long after it was made or kept alive (ms). */
const validityMs = 3_600_000;

/** Keys by which a WebSocket connection follows an account without signing. */
export class ListenKeys {
  readonly #keys = new Map<string, { account: string; until: number }>();

  /** The account's key, made or kept alive. */
  create(account: string, now: number): string {
    for (const [key, entry] of this.#keys) {
      if (entry.account === account && entry.until > now) {
        entry.until = now + validityMs;
        return key;
      }
    }
    const key = randomBytes(48).toString('base64url').replaceAll('-', 'A').replaceAll('_', 'B').slice(0, 60);
    this.#keys.set(key, { account, until: now + validityMs });
    return key;
  }

  /** Throws -1125 for a key that has ended or never was. */
  keepAlive(key: string, account: string, now: number): void {
    if (this.accountOf(key, now) !== account) {
      throw new VenueRejection(-1125, 'This listenKey does not exist.');
    }
    this.#keys.set(key, { account, until: now + validityMs });
  }

  close(key: string, account: string, now: number): void {
    this.keepAlive(key, account, now);
    this.#keys.delete(key);
  }

  accountOf(key: string, now: number): string | undefined {
    const entry = this.#keys.get(key);
    return entry !== undefined && entry.until > now ? entry.account : undefined;
  }
}
