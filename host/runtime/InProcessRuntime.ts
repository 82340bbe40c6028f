import type { Database } from '../../db/Repositories.ts';
import type { Runtime, Unit } from '../../desk/Runtime.ts';
import type { Clock } from '../../domain/Clock.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { JournalEntry } from '../../domain/JournalEntry.ts';
import { AccountUnit } from './AccountUnit.ts';

/**
 * The runtime for one process: a mailbox an account, one transaction a unit of work, and listeners that hear of
 * journal entries and effects after the commit only.
 */
export class InProcessRuntime implements Runtime {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #mailboxes = new Map<AccountId, Promise<unknown>>();
  readonly #listeners = new Set<(entries: readonly JournalEntry[]) => void>();
  #onEffects: (account: AccountId) => void = () => {};
  #reconciled = false;
  #owns: () => boolean;

  constructor(params: { database: Database; clock: Clock; owns: () => boolean }) {
    this.#database = params.database;
    this.#clock = params.clock;
    this.#owns = params.owns;
  }

  get reconciled(): boolean {
    return this.#reconciled;
  }

  setReconciled(value: boolean): void {
    this.#reconciled = value;
  }

  ownsLease(_account: AccountId): boolean {
    return this.#owns();
  }

  /** Called after each commit that stored effects. */
  onEffects(listener: (account: AccountId) => void): void {
    this.#onEffects = listener;
  }

  subscribe(listener: (entries: readonly JournalEntry[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  transact<T>(account: AccountId, work: (unit: Unit) => Promise<T>): Promise<T> {
    const before = this.#mailboxes.get(account) ?? Promise.resolve();
    const run = before.then(() => this.#commit(account, work));
    this.#mailboxes.set(
      account,
      run.catch(() => undefined),
    );
    return run;
  }

  /** Resolves when all work that was accepted so far has ended. */
  async idle(): Promise<void> {
    await Promise.all(this.#mailboxes.values());
  }

  async #commit<T>(account: AccountId, work: (unit: Unit) => Promise<T>): Promise<T> {
    const { result, entries, effects } = await this.#database.transaction(async (repositories) => {
      const unit = new AccountUnit(account, repositories, this.#clock.now());
      const value = await work(unit);
      return { result: value, ...(await unit.finish()) };
    });
    if (entries.length > 0) for (const listener of this.#listeners) listener(entries);
    if (effects > 0) this.#onEffects(account);
    return result;
  }
}
