import { CountersignError } from '../../../domain/CountersignError.ts';

/** A credential that the venue knows. Keys without an account share the account `main`. */
export type VenueKey = { key: string; secret: string; account?: string };

export type ApiKeys = ReadonlyMap<string, { secret: string; account: string }>;

/** Throws `CountersignError` for an account's name that the log could not hold. */
export function apiKeys(keys: readonly VenueKey[]): ApiKeys {
  return new Map(
    keys.map(({ key, secret, account = 'main' }) => {
      if (!/^[A-Za-z0-9_-]{1,64}$/.test(account)) {
        throw new CountersignError(
          'venue.badAccount',
          `An account of the simulated venue is named ${JSON.stringify(account)}; allowed are letters, digits, "-" and "_", 64 at most. The venue did not start.`,
        );
      }
      return [key, { secret, account }];
    }),
  );
}
