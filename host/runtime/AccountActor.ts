import type { Repositories } from '../../db/Repositories.ts';
import { fromRecord } from '../../desk/machineStates.ts';
import type { Address, MachineState, Unit } from '../../desk/Runtime.ts';
import { buildView } from '../../desk/read/buildView.ts';
import type { Scheduler } from '../../domain/Clock.ts';
import type { AccountId } from '../../domain/ids.ts';
import { pause } from '../../domain/pause.ts';
import { AccountMemory } from './AccountMemory.ts';
import { AccountUnit } from './AccountUnit.ts';
import type { JournalEnd } from './JournalEnd.ts';
import { unitRepositories } from './unitRepositories.ts';
import { machineKey, WorkingChanges } from './WorkingChanges.ts';

export type ActorParams = {
  account: AccountId;
  clock: Scheduler;
  stored: Repositories;
  /** Finds where the journal ends. Asked before the memory is read, so that nothing can be stored unseen in between. */
  findEnd: () => Promise<JournalEnd>;
  /** Stores changes whole or not at all, after an end that must still be the journal's, and tells the world of them. */
  commit: (changes: WorkingChanges, end: JournalEnd | undefined) => Promise<void>;
  /** Whether it is certain that no other process has taken the account over meanwhile. */
  owns: () => boolean;
};

/** How long what nobody waits for may wait for a commit to go along with. */
const alongMs = 100;
/** The same after a commit that failed. */
const againMs = 1_000;

/** So many units are worth a commit while others wait to be run. */
const worthACommit = 8;

type Outcome<T> = { value: T } | { thrown: unknown };
type Settle = (fault: { cause: unknown } | undefined) => void;
/** Units that are committed together, and who waits for it. */
type Batch = { changes: WorkingChanges; settle: Settle[] };

/**
 * The mailbox of one account. Units of work run one at a time on the account's memory, each on changes of its own, so
 * that one which throws leaves nothing behind. A commit begins when enough units have run or none waits. While it is on
 * its way the next units run already, and what they have changed is committed together as soon as it is done; nobody
 * hears of a result before it is stored. When a commit fails, everything that was built on it fails too, and the memory
 * is read anew.
 */
export class AccountActor {
  readonly #params: ActorParams;
  readonly #waiting: (() => Promise<void>)[] = [];
  #running: Promise<void> | undefined;
  #memory: AccountMemory | undefined;
  /** The end of the journal that the memory goes with. */
  #end: JournalEnd | undefined;
  /** Grows when the memory is thrown away. */
  #generation = 0;
  #fault: unknown;
  #next: Batch | undefined;
  #committing: Promise<void> | undefined;
  /** Goes along with the next commit, whatever that is. */
  #along: Batch | undefined;
  #cancelAlong = (): void => {};

  constructor(params: ActorParams) {
    this.#params = params;
  }

  transact<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push(() =>
        this.#run(work, (outcome, fault) => {
          if (fault) reject(fault.cause);
          else if ('thrown' in outcome) reject(outcome.thrown);
          else resolve(outcome.value);
        }),
      );
      this.#running ??= this.#drain();
    });
  }

  /** A machine after every unit that has run, stored or not. */
  async glance(address: Address): Promise<MachineState | undefined> {
    const known = this.#memory?.machine(address);
    return known ? fromRecord(known) : this.transact((unit) => unit.get(address));
  }

  /**
   * Stores what no unit reads, together with the next commit or a moment later by itself. Resolves when it is stored;
   * a commit that fails is tried again with the next one.
   */
  along(change: (changes: WorkingChanges) => void, withinMs = alongMs): Promise<void> {
    return new Promise((resolve) => {
      if (!this.#along) {
        this.#along = { changes: new WorkingChanges(), settle: [] };
        this.#cancelAlong = this.#params.clock.after(withinMs, () => this.#flush());
      }
      change(this.#along.changes);
      this.#along.settle.push((fault) => {
        if (!fault) resolve();
      });
    });
  }

  /** Resolves when all work that was accepted so far has ended. */
  async idle(): Promise<void> {
    this.#flush();
    while (this.#running || this.#committing) await (this.#running ?? this.#committing);
  }

  async #drain(): Promise<void> {
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
      await job();
      const gathered = this.#next?.settle.length ?? 0;
      if (gathered >= worthACommit || this.#waiting.length === 0) this.#begin();
      // Units run without a turn of the event loop, in which the end of a commit would be heard.
      if (gathered > 0 && gathered % worthACommit === 0) await pause(this.#params.clock, 0);
    }
    this.#running = undefined;
  }

  /** Tells what a unit came to, also that it threw, once everything that it has seen is stored. */
  async #run<T>(
    work: (unit: Unit) => Promise<T>,
    tell: (outcome: Outcome<T>, fault: Parameters<Settle>[0]) => void,
  ): Promise<void> {
    const { account, clock } = this.#params;
    const changes = new WorkingChanges();
    let outcome: Outcome<T>;
    let generation = this.#generation;
    let now = clock.now();
    try {
      const memory = this.#memory ?? (await this.#load());
      generation = this.#generation;
      now = clock.now();
      outcome = {
        value: await work(new AccountUnit({ account, now, changes, ...this.#sources(memory, changes, now) })),
      };
    } catch (thrown) {
      outcome = { thrown };
    }
    // From here on nothing waits: a commit that fails meanwhile would go unnoticed.
    if (generation !== this.#generation) {
      tell(outcome, { cause: this.#fault });
      return;
    }
    if ('value' in outcome && !changes.isEmpty) {
      this.#memory?.take(changes, now);
      this.#next ??= { changes: new WorkingChanges(), settle: [] };
      this.#next.changes.absorb(changes);
    }
    this.#whenCommitted((fault) => tell(outcome, fault));
  }

  async #load(): Promise<AccountMemory> {
    const { account, stored, findEnd } = this.#params;
    this.#end = await findEnd();
    this.#memory = await AccountMemory.load(account, stored);
    return this.#memory;
  }

  /** What a unit reads and derives from: the memory with the unit's own changes. */
  #sources(
    memory: AccountMemory,
    changes: WorkingChanges,
    now: number,
  ): Pick<Unit, 'repositories' | 'derive' | 'knows'> {
    const { account, stored } = this.#params;
    const over = (own: WorkingChanges) =>
      unitRepositories({ account, memory, changes: own, stored, settled: () => this.#settled() });
    const repositories = over(changes);
    return {
      repositories,
      knows: (address) => changes.machines.has(machineKey(address)) || memory.machine(address) !== undefined,
      derive: async (derivation) => {
        const seen = changes.asUnitChanges(now);
        const state =
          memory.derived(derivation) ??
          memory.keepDerived(derivation, await derivation.build(over(new WorkingChanges())));
        return derivation.view(state, seen) ?? buildView(derivation, repositories, now);
      },
    };
  }

  /**
   * Calls back when all that was changed so far is stored, or could not be. Where the account may be another's by now, a
   * commit of nothing asks, since what is in memory would be of no worth.
   */
  #whenCommitted(settle: Settle): void {
    if (!this.#next && !this.#committing && this.#params.owns()) {
      settle(undefined);
      return;
    }
    this.#next ??= { changes: new WorkingChanges(), settle: [] };
    this.#next.settle.push(settle);
  }

  /** Commits what was gathered, and then what was gathered meanwhile; one commit at a time. */
  #begin(): void {
    const batch = this.#next;
    if (!batch || this.#committing) return;
    this.#next = undefined;
    this.#committing = this.#commit(batch).then(() => {
      this.#committing = undefined;
      this.#begin();
    });
  }

  #flush(): void {
    if (!this.#along) return;
    this.#next ??= { changes: new WorkingChanges(), settle: [] };
    this.#begin();
  }

  async #commit(batch: Batch): Promise<void> {
    const { memory, end, along } = { memory: this.#memory, end: this.#end, along: this.#takeAlong() };
    if (along) batch.changes.absorb(along.changes);
    try {
      if (!batch.changes.isEmpty || !this.#params.owns()) await this.#params.commit(batch.changes, end);
      memory?.committed(batch.changes);
      for (const settle of [...batch.settle, ...(along?.settle ?? [])]) settle(undefined);
    } catch (cause) {
      if (along) this.#putBack(along);
      this.#startAnew(cause, batch);
    }
  }

  #takeAlong(): Batch | undefined {
    const along = this.#along;
    this.#cancelAlong();
    this.#along = undefined;
    return along;
  }

  #putBack({ changes, settle }: Batch): void {
    void this.along((newer) => {
      for (const key of changes.performed) newer.performed.add(key);
      for (const [key, at] of changes.postponed) if (!newer.postponed.has(key)) newer.postponed.set(key, at);
    }, againMs);
    this.#along?.settle.push(...settle);
  }

  /** What ran after the failed units saw what they had changed, and so fails with them. */
  #startAnew(cause: unknown, failed: Batch): void {
    this.#memory = undefined;
    this.#end = undefined;
    this.#generation += 1;
    this.#fault = cause;
    const others = this.#next?.settle ?? [];
    this.#next = undefined;
    for (const settle of [...failed.settle, ...others]) settle({ cause });
  }

  /** For a unit that has to read from the database what earlier ones have written. */
  #settled(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#whenCommitted((fault) => (fault ? reject(fault.cause) : resolve()));
      this.#begin();
    });
  }
}
