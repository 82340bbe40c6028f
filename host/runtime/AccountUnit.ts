import { printFact } from '../../db/linkEntries.ts';
import type { MachineRecord, Repositories } from '../../db/Repositories.ts';
import { fromRecord } from '../../desk/machineStates.ts';
import type { Address, MachineState, Unit } from '../../desk/Runtime.ts';
import type { Actor } from '../../domain/actor.ts';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { JournalFact } from '../../domain/JournalEntry.ts';
import { machines } from '../../machines/registry.ts';
import { type Effect, type Step, type StoredSnapshot, startMachine, step } from '../../machines/step.ts';
import type { WorkingChanges } from './WorkingChanges.ts';

/** One unit of work on one account: steps machines, and gathers what changes with journal facts and effects. */
export class AccountUnit implements Unit {
  readonly repositories: Repositories;
  readonly now: number;
  readonly derive: Unit['derive'];
  readonly knows: Unit['knows'];
  readonly #account: AccountId;
  readonly #changes: WorkingChanges;

  constructor(params: {
    account: AccountId;
    repositories: Repositories;
    changes: WorkingChanges;
    now: number;
    derive: Unit['derive'];
    knows: Unit['knows'];
  }) {
    this.#account = params.account;
    this.repositories = params.repositories;
    this.#changes = params.changes;
    this.now = params.now;
    this.derive = params.derive;
    this.knows = params.knows;
  }

  async start(address: Address, input: unknown, actor: Actor): Promise<MachineState> {
    const started = startMachine(machines[address.machine], input);
    const record: MachineRecord = {
      account: this.#account,
      ...address,
      state: started.state,
      snapshot: started.snapshot,
      revision: 1,
      createdAt: this.now,
      updatedAt: this.now,
    };
    await this.#store(record, started);
    const [kind] = address.machine.split('@');
    this.journal({
      type: `${kind}.created`,
      subject: address.instance,
      actor,
      data: { to: started.state, input },
    });
    return fromRecord(record);
  }

  async tell(
    address: Address,
    event: { type: string } & Record<string, unknown>,
    actor: Actor,
  ): Promise<MachineState & { handled: boolean }> {
    const before = await this.#load(address);
    if (!before) {
      throw new CountersignError(
        'runtime.unknownInstance',
        `There is no ${address.machine} ${address.instance}`,
        {
          context: address,
        },
      );
    }
    const stepped = step(machines[address.machine], before.snapshot as StoredSnapshot, event);
    if (!stepped.handled) return { ...fromRecord(before), handled: false };
    const record: MachineRecord = {
      ...before,
      state: stepped.state,
      snapshot: stepped.snapshot,
      revision: before.revision + 1,
      updatedAt: this.now,
    };
    await this.#store(record, stepped);
    const { type, ...data } = event;
    this.journal({
      type,
      subject: address.instance,
      actor,
      data: { from: before.state, to: stepped.state, ...data },
    });
    return { ...fromRecord(record), handled: true };
  }

  async get(address: Address): Promise<MachineState | undefined> {
    const record = await this.#load(address);
    return record && fromRecord(record);
  }

  journal(fact: Omit<JournalFact, 'account' | 'at'>): void {
    // Printed here and not with the commit, so that others' commits do not wait for it.
    this.#changes.facts.push(printFact({ ...fact, account: this.#account, at: this.now }));
  }

  enqueue(effect: string, key: string, payload: Record<string, unknown>, availableAt = this.now): void {
    if (this.#changes.effects.has(key)) return;
    this.#changes.effects.set(key, {
      key,
      account: this.#account,
      effect,
      payload,
      createdAt: this.now,
      availableAt,
      attempts: 0,
    });
  }

  #load(address: Address): Promise<MachineRecord | undefined> {
    return this.repositories.machines.get({ account: this.#account, ...address });
  }

  async #store(record: MachineRecord, { effects }: Step): Promise<void> {
    await this.repositories.machines.put(record);
    for (const effect of effects) await this.#take(record, effect);
  }

  /** Timers are rows of their own; every other effect goes to the outbox under a key that is stable for this step. */
  async #take(record: MachineRecord, { type, params }: Effect): Promise<void> {
    if (type === 'setTimer') {
      const { id, dueAt, event } = params as { id: string; dueAt: number; event: { type: string } };
      const { account, machine, instance } = record;
      await this.repositories.timers.set({ id, account, machine, instance, event, dueAt });
      return;
    }
    if (type === 'clearTimer') {
      await this.repositories.timers.clear(String(params.id));
      return;
    }
    const delay = typeof params.afterMs === 'number' ? params.afterMs : 0;
    const key = `${record.machine}/${record.instance}/${type}/${record.revision}`;
    this.enqueue(type, key, { instance: record.instance }, this.now + delay);
  }
}
