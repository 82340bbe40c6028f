import type { CommandRow, MachineRecord, Mark, Repositories } from '../../db/Repositories.ts';
import type { Derivation } from '../../desk/Runtime.ts';
import { decimal } from '../../domain/decimal.ts';
import type { Fill } from '../../domain/Fill.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Position } from '../../domain/Position.ts';
import { Recent } from './Recent.ts';
import { residentStates } from './residentStates.ts';
import { machineKey, type WorkingChanges } from './WorkingChanges.ts';

/** States of different kinds lie in one map; each goes back to the derivation that made it. */
type AnyDerivation = Derivation<unknown, unknown>;
type KnownCommand = Pick<CommandRow, 'bodyHash' | 'result'>;

/** How many machines and commands are kept that may or may not be asked for again. */
const kept = 2_000;

/**
 * What an account's units of work read, held in memory because this process alone writes it: as it will be stored once
 * every unit so far has been committed. When a commit fails it is thrown away and read anew.
 */
export class AccountMemory {
  /** Every machine in a resident state, by machine and key. */
  readonly #resident = new Map<string, Map<string, MachineRecord>>();
  /** The machines in other states that were read or changed last. */
  readonly #others = new Recent<MachineRecord>(kept);
  readonly #positions = new Map<string, Position>();
  /** Null for a key that is known not to be stored. */
  readonly #commands = new Recent<KnownCommand | null>(kept);
  /** Executions that are not committed yet; the database knows the others. */
  readonly #fills = new Map<string, Fill>();
  readonly #firstMarks = new Map<number, Mark>();
  readonly #derived = new Map<AnyDerivation, unknown>();
  #peak: { since: number; equity: string | undefined } | undefined;

  /** Reads everything of the account that is live. */
  static async load(account: AccountId, read: Repositories): Promise<AccountMemory> {
    const memory = new AccountMemory();
    const lists = [...residentStates].map(([machine, states]) =>
      read.machines.list({ account, machine, states: [...states] }),
    );
    for (const records of await Promise.all(lists)) for (const record of records) memory.keep(record);
    for (const position of await read.positions.list(account))
      memory.#positions.set(position.instrument, position);
    return memory;
  }

  machine({ machine, instance }: { machine: string; instance: string }): MachineRecord | undefined {
    const key = machineKey({ machine, instance });
    return this.#resident.get(machine)?.get(key) ?? this.#others.get(key);
  }

  /** Every instance of a machine in these states; undefined where only the database knows them all. */
  machinesIn(machine: string, states: readonly string[] | undefined): MachineRecord[] | undefined {
    if (!states?.every((state) => isResident(machine, state))) return undefined;
    const all = [...(this.#resident.get(machine)?.values() ?? [])];
    return all.filter(({ state }) => states.includes(state));
  }

  /** Remembers a machine that was read. */
  keep(record: MachineRecord): void {
    const key = machineKey(record);
    if (!isResident(record.machine, record.state)) {
      this.#resident.get(record.machine)?.delete(key);
      this.#others.set(key, record);
      return;
    }
    const residents = this.#resident.get(record.machine) ?? new Map<string, MachineRecord>();
    this.#resident.set(record.machine, residents.set(key, record));
    this.#others.delete(key);
  }

  get positions(): ReadonlyMap<string, Position> {
    return this.#positions;
  }

  fill(key: string): Fill | undefined {
    return this.#fills.get(key);
  }

  /** Undefined when only the database knows. */
  command(key: string): KnownCommand | null | undefined {
    return this.#commands.get(key);
  }

  /** Remembers a command that was read, unless a later one is known already. */
  keepCommand(key: string, stored: KnownCommand | null): void {
    if (this.#commands.get(key) === undefined) this.#commands.set(key, stored);
  }

  /** The highest equity since a time; `read` asks the database the first time that this time is asked for. */
  async peak(since: number, read: () => Promise<string | undefined>): Promise<string | undefined> {
    if (this.#peak?.since !== since) this.#peak = { since, equity: await read() };
    return this.#peak.equity;
  }

  /** The first mark since a time; `read` asks the database while none is known. */
  async firstMark(since: number, read: () => Promise<Mark | undefined>): Promise<Mark | undefined> {
    const known = this.#firstMarks.get(since) ?? (await read());
    if (known) this.#firstMarks.set(since, known);
    return known;
  }

  /** What follows from the account as it is; undefined before it was first built. */
  derived<State>(derivation: Derivation<State, unknown>): State | undefined {
    return this.#derived.get(derivation) as State | undefined;
  }

  /** Keeps what was built first. */
  keepDerived<State>(derivation: Derivation<State, unknown>, state: State): State {
    this.#derived.set(derivation, state);
    return state;
  }

  /** Takes over what a unit has changed. */
  take(changes: WorkingChanges, now: number): void {
    const { machines, positions, fills, commands, marks } = changes;
    const seen = changes.asUnitChanges(now);
    for (const [derivation, state] of this.#derived) {
      const next = derivation.advance(state, seen);
      if (next === undefined) this.#derived.delete(derivation);
      else this.#derived.set(derivation, next);
    }
    for (const [key, { record }] of machines) {
      this.keep(record);
      this.#others.hold(key, record);
    }
    for (const [key, position] of positions) this.#positions.set(key, position);
    for (const [key, fill] of fills) this.#fills.set(key, fill);
    for (const [key, command] of commands) {
      this.#commands.set(key, command);
      this.#commands.hold(key, command);
    }
    for (const mark of marks.values()) this.#takeMark(mark);
  }

  /** Hears that these changes are stored, so that they can be read again where they are forgotten. */
  committed({ machines, fills, commands }: WorkingChanges): void {
    for (const [key, { record }] of machines) this.#others.release(key, record);
    for (const [key, command] of commands) this.#commands.release(key, command);
    for (const key of fills.keys()) this.#fills.delete(key);
  }

  #takeMark(mark: Mark): void {
    if (this.#peak && mark.at >= this.#peak.since) {
      const { since, equity } = this.#peak;
      if (equity === undefined || decimal(mark.equity).gt(decimal(equity)))
        this.#peak = { since, equity: mark.equity };
    }
    for (const [since, first] of this.#firstMarks)
      if (mark.at >= since && mark.at <= first.at) this.#firstMarks.set(since, mark);
  }
}

function isResident(machine: string, state: string): boolean {
  return residentStates.get(machine)?.has(state) ?? false;
}
