import type { LinkedEntry, PrintedFact } from '../../db/linkEntries.ts';
import type {
  ChangeSet,
  CommandRow,
  MachineRecord,
  Mark,
  OutboxRow,
  TimerRow,
} from '../../db/Repositories.ts';
import type { UnitChanges } from '../../desk/Runtime.ts';
import type { Fill } from '../../domain/Fill.ts';
import type { Position } from '../../domain/Position.ts';

/** What one unit of work has changed, or several after one another: each row once, as it is in the end. */
export class WorkingChanges {
  /** By `machineKey`, with what it was before all of this. */
  readonly machines = new Map<string, { record: MachineRecord; before: MachineRecord | undefined }>();
  /** By `fillKey`. */
  readonly fills = new Map<string, Fill>();
  readonly positions = new Map<string, Position>();
  /** By id; null for one that is cleared. */
  readonly timers = new Map<string, TimerRow | null>();
  readonly effects = new Map<string, OutboxRow>();
  readonly postponed = new Map<string, number>();
  readonly performed = new Set<string>();
  /** By `commandKey`. */
  readonly commands = new Map<string, CommandRow>();
  readonly marks = new Map<number, Mark>();
  readonly facts: PrintedFact[] = [];

  get isEmpty(): boolean {
    const { machines, fills, positions, timers, effects, postponed, performed, commands, marks, facts } =
      this;
    const maps = [machines, fills, positions, timers, effects, postponed, performed, commands, marks];
    return facts.length === 0 && maps.every(({ size }) => size === 0);
  }

  putMachine(record: MachineRecord, before: MachineRecord | undefined): void {
    const key = machineKey(record);
    const known = this.machines.get(key);
    this.machines.set(key, { record, before: known ? known.before : before });
  }

  /** As others see it who follow the account. */
  asUnitChanges(now: number): UnitChanges {
    return {
      now,
      machines: [...this.machines.values()].map(({ record, before }) => ({ before, after: record })),
      fills: [...this.fills.values()],
      facts: this.facts.map(({ fact }) => fact),
    };
  }

  /** Adds what was changed after these. */
  absorb(later: WorkingChanges): void {
    for (const { record, before } of later.machines.values()) this.putMachine(record, before);
    for (const [key, fill] of later.fills) this.fills.set(key, fill);
    for (const [key, position] of later.positions) this.positions.set(key, position);
    for (const [id, timer] of later.timers) this.timers.set(id, timer);
    for (const [key, effect] of later.effects) this.effects.set(key, effect);
    for (const [key, at] of later.postponed) this.postponed.set(key, at);
    for (const key of later.performed) this.performed.add(key);
    for (const [key, command] of later.commands) this.commands.set(key, command);
    for (const [at, mark] of later.marks) this.marks.set(at, mark);
    this.facts.push(...later.facts);
  }

  toChangeSet(journal: readonly LinkedEntry[]): ChangeSet {
    const timers = [...this.timers];
    return {
      machines: [...this.machines.values()].map(({ record, before }) => ({
        record,
        storedRevision: before?.revision ?? 0,
      })),
      fills: [...this.fills.values()],
      positions: [...this.positions.values()],
      journal,
      outbox: {
        add: [...this.effects.values()],
        postpone: [...this.postponed]
          .filter(([key]) => !this.performed.has(key))
          .map(([key, availableAt]) => ({ key, availableAt })),
        done: [...this.performed],
      },
      timers: {
        set: timers.flatMap(([, row]) => row ?? []),
        clear: timers.flatMap(([id, row]) => (row === null ? id : [])),
      },
      commands: [...this.commands.values()],
      marks: [...this.marks.values()],
    };
  }
}

export function machineKey({ machine, instance }: { machine: string; instance: string }): string {
  return `${machine}/${instance}`;
}

export function fillKey({ instrument, id }: { instrument: string; id: string }): string {
  return `${instrument}/${id}`;
}

export function commandKey(scope: string, key: string): string {
  return `${scope}\n${key}`;
}
