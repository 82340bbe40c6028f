/** Wall time in epoch milliseconds (UTC); virtual in tests and backtests. */
export type Clock = { now(): number };

/** A clock that keeps appointments too. Whatever waits inside the desk waits on it, so that time can be virtual. */
export type Scheduler = Clock & {
  /** Calls `work` once, `ms` milliseconds from now, 0 for the next turn; calling the answer takes that back. */
  after(ms: number, work: () => void): () => void;
};

/** Mints identifiers; seeded in tests. */
export type IdSource = {
  /** Upper-case letters and digits, `length` of them, unguessable in production. */
  next(length: number): string;
};
