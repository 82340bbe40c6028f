import type { Balances } from '../venues/Venue.ts';

/** Newest balances that the venue reported, with when they came in. Absent until the first answer. */
export class BalanceCache {
  #latest: { balances: Balances; at: number } | undefined;

  get latest(): { balances: Balances; at: number } | undefined {
    return this.#latest;
  }

  set(balances: Balances, at: number): void {
    this.#latest = { balances, at };
  }
}
