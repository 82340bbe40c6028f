/** Wall time in epoch milliseconds (UTC); virtual in tests and backtests. */
export type Clock = { now(): number };

/** Mints identifiers; seeded in tests. */
export type IdSource = {
  /** Upper-case letters and digits, `length` of them, unguessable in production. */
  next(length: number): string;
};
