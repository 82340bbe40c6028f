/** A credential that the venue knows. Keys without an account share the account `main`. */
export type VenueKey = { key: string; secret: string; account?: string };

export type ApiKeys = ReadonlyMap<string, { secret: string; account: string }>;

export function apiKeys(keys: readonly VenueKey[]): ApiKeys {
  return new Map(keys.map(({ key, secret, account }) => [key, { secret, account: account ?? 'main' }]));
}
