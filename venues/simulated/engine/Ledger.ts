import type { Amount } from './amount.ts';

/** What an account has of an asset: `free` can be used, `locked` is held by open orders. */
export type Balance = { free: Amount; locked: Amount };

/**
 * Balances of all accounts. No operation can take a balance below zero: it throws instead, because that would
 * mean that the engine has let through what it should have refused.
 */
export class Ledger {
  readonly #accounts = new Map<string, Map<string, Balance>>();
  /** Told of every change, before the command that caused it is stored. */
  onChange: (account: string, asset: string) => void = () => {};

  /** The balance of an asset, zero if the account never had it. */
  balance(account: string, asset: string): Readonly<Balance> {
    return this.#accounts.get(account)?.get(asset) ?? { free: 0n, locked: 0n };
  }

  assets(account: string): ReadonlyMap<string, Readonly<Balance>> {
    return this.#accounts.get(account) ?? new Map();
  }

  accounts(): Iterable<string> {
    return this.#accounts.keys();
  }

  /** Overwrites a balance: funding and restoring from the log. */
  set(account: string, asset: string, balance: Balance): void {
    this.#entry(account, asset, balance.free, balance.locked, true);
  }

  credit(account: string, asset: string, amount: Amount): void {
    this.#entry(account, asset, amount, 0n);
  }

  /** Moves from free to locked. */
  lock(account: string, asset: string, amount: Amount): void {
    this.#entry(account, asset, -amount, amount);
  }

  /** Moves from locked to free. */
  unlock(account: string, asset: string, amount: Amount): void {
    this.#entry(account, asset, amount, -amount);
  }

  /** Takes away what an execution paid. */
  spendLocked(account: string, asset: string, amount: Amount): void {
    this.#entry(account, asset, 0n, -amount);
  }

  #entry(account: string, asset: string, free: Amount, locked: Amount, overwrite = false): void {
    let assets = this.#accounts.get(account);
    if (!assets) {
      assets = new Map();
      this.#accounts.set(account, assets);
    }
    const before = overwrite ? undefined : assets.get(asset);
    const after = { free: (before?.free ?? 0n) + free, locked: (before?.locked ?? 0n) + locked };
    if (after.free < 0n || after.locked < 0n) {
      throw new RangeError(`${account} would have ${after.free} free and ${after.locked} locked ${asset}`);
    }
    assets.set(asset, after);
    this.onChange(account, asset);
  }
}
