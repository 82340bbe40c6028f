import { DatabaseError } from '../../db/DatabaseError.ts';
import { type LinkedEntry, linkPrinted } from '../../db/linkEntries.ts';
import type { Database, OutboxRow } from '../../db/Repositories.ts';
import { serialQueue } from '../../db/serialQueue.ts';
import type { Log } from '../../desk/Log.ts';
import type { Address, MachineState, Runtime, Unit } from '../../desk/Runtime.ts';
import type { Scheduler } from '../../domain/Clock.ts';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { JournalEntry } from '../../domain/JournalEntry.ts';
import { AccountActor } from './AccountActor.ts';
import type { AccountLease } from './AccountLease.ts';
import type { JournalEnd } from './JournalEnd.ts';
import type { EffectBook } from './OutboxPump.ts';
import type { WorkingChanges } from './WorkingChanges.ts';

/**
 * The runtime for one process: an actor an account, and listeners that hear of journal entries and effects after the
 * commit only. What an account is judged by lives in memory, so the process must be the only one that writes it.
 */
export class InProcessRuntime implements Runtime {
  readonly #database: Database;
  readonly #clock: Scheduler;
  readonly #actors = new Map<AccountId, AccountActor>();
  readonly #inTurn = serialQueue();
  /** Of the journal, which is one chain over all accounts; unknown until it was read. */
  #end: JournalEnd | undefined;
  readonly #listeners = new Set<(entries: readonly JournalEntry[]) => void>();
  #onEffects: (effects: readonly OutboxRow[]) => void = () => {};
  #onFault: () => void = () => {};
  #reconciled = false;
  #databaseFault: string | undefined;
  readonly #lease: AccountLease;
  readonly #log: Log;

  constructor(params: { database: Database; clock: Scheduler; log: Log; lease: AccountLease }) {
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

  /**
   * `stored` hears of the effects of each commit. `doubtful` hears of a commit that failed, and may have stored its
   * effects all the same.
   */
  onEffects(stored: (effects: readonly OutboxRow[]) => void, doubtful: () => void = () => {}): void {
    this.#onEffects = stored;
    this.#onFault = doubtful;
  }

  subscribe(listener: (entries: readonly JournalEntry[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  transact<T>(account: AccountId, work: (unit: Unit) => Promise<T>): Promise<T> {
    return this.#actor(account)
      .transact(work)
      .catch((cause: unknown) => {
        if (isOfDatabase(cause)) this.#databaseFault = String(cause);
        throw cause;
      });
  }

  glance(account: AccountId, address: Address): Promise<MachineState | undefined> {
    return this.#actor(account).glance(address);
  }

  /** Where what became of the account's effects is written down; it goes along with other commits. */
  effectBook(account: AccountId): EffectBook {
    const actor = this.#actor(account);
    return {
      done: (key) => actor.along(({ performed }) => performed.add(key)),
      postponed: (key, availableAt) => void actor.along(({ postponed }) => postponed.set(key, availableAt)),
    };
  }

  /** Resolves when all work that was accepted so far has ended. */
  async idle(): Promise<void> {
    await Promise.all([...this.#actors.values()].map((actor) => actor.idle()));
  }

  #actor(account: AccountId): AccountActor {
    const known = this.#actors.get(account);
    if (known) return known;
    const actor = new AccountActor({
      account,
      clock: this.#clock,
      stored: this.#database.read,
      owns: () => this.#lease.owns(),
      findEnd: () => this.#findEnd(),
      commit: (changes, end) => this.#inTurn(() => this.#commit(changes, end)),
    });
    this.#actors.set(account, actor);
    return actor;
  }

  async #findEnd(): Promise<JournalEnd> {
    if (this.#end) return this.#end;
    const { sequence, hash } = await this.#database.read.journal.head();
    this.#end ??= { sequence, hash };
    return this.#end;
  }

  async #commit(changes: WorkingChanges, end: JournalEnd | undefined): Promise<void> {
    let linked: readonly LinkedEntry[] = [];
    try {
      if (changes.facts.length > 0) linked = linkPrinted(this.#requireKnown(end), changes.facts);
      await this.#database.commit(changes.toChangeSet(linked));
    } catch (cause) {
      this.#end = undefined;
      if (isOfDatabase(cause)) this.#databaseFault = String(cause);
      this.#onFault();
      throw cause;
    }
    this.#databaseFault = undefined;
    const entries = linked.map(({ entry }) => entry);
    const last = entries.at(-1);
    if (last && end) Object.assign(end, { sequence: last.sequence, hash: last.hash });
    if (changes.effects.size > 0) this.#onEffects([...changes.effects.values()]);
    if (entries.length > 0) for (const listener of this.#listeners) this.#tell(listener, entries);
  }

  /** A memory that was read before some commit failed may lack what that commit has stored. */
  #requireKnown(end: JournalEnd | undefined): JournalEnd {
    if (end && end === this.#end) return end;
    throw new CountersignError(
      'runtime.endUnknown',
      'Another change could not be stored just before, so this one was not stored either. Nothing was changed or sent by it. Try it again.',
    );
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
