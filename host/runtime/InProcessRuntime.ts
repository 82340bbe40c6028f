import { DatabaseError } from '../../db/DatabaseError.ts';
import type { Database } from '../../db/Repositories.ts';
import type { Log } from '../../desk/Log.ts';
import type { Runtime, Unit } from '../../desk/Runtime.ts';
import type { Clock } from '../../domain/Clock.ts';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { JournalEntry } from '../../domain/JournalEntry.ts';
import type { AccountLease } from './AccountLease.ts';
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
  #databaseFault: string | undefined;
  readonly #lease: AccountLease;
  readonly #log: Log;

  constructor(params: { database: Database; clock: Clock; log: Log; lease: AccountLease }) {
    this.#database = params.database;
    this.#clock = params.clock;
    this.#lease = params.lease;
    this.#log = params.log;
  }

  get databaseFault(): string | undefined {
    return this.#databaseFault;
  }

  get reconciled(): boolean {
    return this.#reconciled;
  }

  setReconciled(value: boolean): void {
    this.#reconciled = value;
  }

  ownsLease(_account: AccountId): boolean {
    return this.#lease.owns();
  }

  mayLeave(_account: AccountId, validForMs: number): Promise<string | undefined> {
    return this.#lease.mayLeave(validForMs);
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
    const { result, entries, effects } = await this.#database
      .transaction(async (repositories) => {
        const unit = new AccountUnit(account, repositories, this.#clock.now());
        const value = await work(unit);
        return { result: value, ...(await unit.finish()) };
      })
      .catch((cause: unknown) => {
        if (isOfDatabase(cause)) this.#databaseFault = String(cause);
        throw cause;
      });
    // That something was read says nothing of whether anything can be written.
    if (entries.length > 0 || effects > 0) this.#databaseFault = undefined;
    if (effects > 0) this.#onEffects(account);
    if (entries.length > 0) for (const listener of this.#listeners) this.#tell(listener, entries);
    return result;
  }

  /** What is committed stays so, whatever a listener makes of it. */
  #tell(listener: (entries: readonly JournalEntry[]) => void, entries: readonly JournalEntry[]): void {
    try {
      listener(entries);
    } catch (cause) {
      this.#log.error({ cause: String(cause) }, 'A listener to the journal failed');
    }
  }
}

/** What is no answer of a use case came from the database, or is a defect, and either way nothing was stored. */
function isOfDatabase(cause: unknown): boolean {
  return cause instanceof DatabaseError || !(cause instanceof CountersignError);
}
