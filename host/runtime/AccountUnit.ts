import type { MachineRecord, OutboxRow, Repositories } from '../../db/Repositories.ts';
import { fromRecord } from '../../desk/machineStates.ts';
import type { Address, MachineState, Unit } from '../../desk/Runtime.ts';
import type { Actor } from '../../domain/actor.ts';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { JournalEntry, JournalFact } from '../../domain/JournalEntry.ts';
import { machines } from '../../machines/registry.ts';
import { type Effect, type Step, type StoredSnapshot, startMachine, step } from '../../machines/step.ts';

/**
 * One transaction on one account: steps machines, and gathers journal facts and effects so that they are stored in
 * one statement each when the work is done.
 */
export class AccountUnit implements Unit {
  readonly repositories: Repositories;
  readonly now: number;
  readonly #account: AccountId;
  readonly #records = new Map<string, MachineRecord>();
  readonly #facts: JournalFact[] = [];
  readonly #outbox: OutboxRow[] = [];

  constructor(account: AccountId, repositories: Repositories, now: number) {
    this.#account = account;
    this.repositories = repositories;
    this.now = now;
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
    this.#facts.push({ ...fact, account: this.#account, at: this.now });
  }

  enqueue(effect: string, key: string, payload: Record<string, unknown>, availableAt = this.now): void {
    this.#outbox.push({
      key,
      account: this.#account,
      effect,
      payload,
      createdAt: this.now,
      availableAt,
      attempts: 0,
    });
  }

  /** Stores what was gathered. Called once, as the last thing inside the transaction. */
  async finish(): Promise<{ entries: JournalEntry[]; effects: number }> {
    const entries = this.#facts.length > 0 ? await this.repositories.journal.append(this.#facts) : [];
    if (this.#outbox.length > 0) await this.repositories.outbox.add(this.#outbox);
    return { entries, effects: this.#outbox.length };
  }

  async #load(address: Address): Promise<MachineRecord | undefined> {
    const known = this.#records.get(keyOf(address));
    if (known) return known;
    const record = await this.repositories.machines.get({ account: this.#account, ...address });
    if (record) this.#records.set(keyOf(address), record);
    return record;
  }

  async #store(record: MachineRecord, { effects }: Step): Promise<void> {
    await this.repositories.machines.put(record);
    this.#records.set(keyOf(record), record);
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

function keyOf({ machine, instance }: { machine: string; instance: string }): string {
  return `${machine}/${instance}`;
}
