import type { MachineRecord, Repositories } from '../db/Repositories.ts';
import type { Actor } from '../domain/actor.ts';
import type { Fill } from '../domain/Fill.ts';
import type { AccountId } from '../domain/ids.ts';
import type { JournalEntry, JournalFact } from '../domain/JournalEntry.ts';
import type { MachineId } from '../machines/registry.ts';

export type { MachineId };
export type Address = { machine: MachineId; instance: string };

/** A machine after a step: its state, and its context as plain JSON. */
export type MachineState = { state: string; context: unknown; createdAt: number };

/**
 * The seam between use cases and what keeps them alive. Work on one account runs one at a time and in order; a unit
 * of work commits whole or not at all, and its effects are performed after the commit.
 */
export interface Runtime {
  /** Runs `work` alone for the account, in one transaction. Never call the venue inside. */
  transact<T>(account: AccountId, work: (unit: Unit) => Promise<T>): Promise<T>;
  /**
   * A machine as memory has it, without waiting: its last step may not be stored yet, and may never be. Only for what
   * never changes, as an order's intent, or to prepare a unit of work that looks again.
   */
  glance(account: AccountId, address: Address): Promise<MachineState | undefined>;
  /** Whether this process may send for the account, as far as it knows without asking. */
  ownsLease(account: AccountId): boolean;
  /**
   * Asks the database whether this process still owns the account, and will for as long as a request is valid
   * (`validForMs`): why not, or undefined when it does. Throws when the database cannot be asked.
   */
  mayLeave(account: AccountId, validForMs: number): Promise<string | undefined>;
  /** Why the database did not take the last work that was to be stored; undefined while it does. */
  readonly databaseFault: string | undefined;
  /** True once orders, fills and balances agree with the venue after this start. */
  readonly reconciled: boolean;
  setReconciled(value: boolean): void;
  /** Called with what each commit added to the journal, in order. */
  subscribe(listener: (entries: readonly JournalEntry[]) => void): () => void;
}

/** What a unit of work has changed so far, as far as something else can follow from it. */
export type UnitChanges = {
  readonly now: number;
  readonly machines: readonly { before: MachineRecord | undefined; after: MachineRecord }[];
  readonly fills: readonly Fill[];
  readonly facts: readonly JournalFact[];
};

/**
 * Something that follows from what is stored and is asked for often, so that the runtime keeps it and moves it on with
 * each unit of work.
 */
export interface Derivation<State, View> {
  build(repositories: Repositories): Promise<State>;
  /** The state with changes that are not committed; undefined when it has to be built again with them. Pure. */
  view(state: State, changes: UnitChanges): View | undefined;
  /** The state after a unit; it may reuse what it was given. Undefined when it is to be built again. */
  advance(state: State, changes: UnitChanges): State | undefined;
}

/** One unit of work on one account. */
export interface Unit {
  /** What is stored, with what this unit has changed. Rows are shared: nothing that comes from here may be changed. */
  readonly repositories: Repositories;
  readonly now: number;
  /** Something that follows from what is stored, with what this unit has changed. */
  derive<State, View>(derivation: Derivation<State, View>): Promise<View>;
  /** Starts a machine; its effects and timers are stored with it. */
  start(address: Address, input: unknown, actor: Actor): Promise<MachineState>;
  /**
   * Sends an event. `handled: false` means that the machine ignores it in its state; nothing was changed.
   * Throws `CountersignError('runtime.unknownInstance')` when there is no such machine.
   */
  tell(
    address: Address,
    event: { type: string } & Record<string, unknown>,
    actor: Actor,
  ): Promise<MachineState & { handled: boolean }>;
  get(address: Address): Promise<MachineState | undefined>;
  /**
   * Whether there is such a machine, as far as it is known without asking the database: every open one and the newest
   * others. Starting one that is stored all the same fails with the commit.
   */
  knows(address: Address): boolean;
  /** Adds a fact to the journal of this transaction. */
  journal(fact: Omit<JournalFact, 'account' | 'at'>): void;
  /** Adds an effect that is performed after commit, at least once, with this key. */
  enqueue(effect: string, key: string, payload: Record<string, unknown>): void;
}
