import type { MachineAddress, MachineRecord, Repositories } from '../../db/Repositories.ts';
import { repeatedKey } from '../../db/repeatedKey.ts';
import { staleRevision } from '../../db/staleRevision.ts';
import { CountersignError } from '../../domain/CountersignError.ts';
import { canonicalJson } from '../../domain/hash.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { AccountMemory } from './AccountMemory.ts';
import { commandKey, fillKey, machineKey, type WorkingChanges } from './WorkingChanges.ts';

export type UnitSources = {
  account: AccountId;
  /** What the account is after every earlier unit. */
  memory: AccountMemory;
  /** What this unit changes. */
  changes: WorkingChanges;
  /** The database, for what memory does not hold. Single rows may be read at once; lists only after `settled`. */
  stored: Repositories;
  /** Resolves when every earlier unit is committed, so that the database has all of it. */
  settled: () => Promise<void>;
};

/**
 * The repositories as a unit of work sees them: its own changes, over the account's memory, over the database. Nothing
 * is written before the unit is committed together with others.
 */
export function unitRepositories(sources: UnitSources): Repositories {
  const { bars, trades } = sources.stored;
  return { ...machinesAndMoney(sources), ...workAndRecord(sources), bars, trades };
}

function machinesAndMoney({
  memory,
  changes,
  stored,
  settled,
}: UnitSources): Pick<Repositories, 'machines' | 'fills' | 'positions' | 'marks'> {
  const held = (address: MachineAddress) =>
    changes.machines.get(machineKey(address))?.record ?? memory.machine(address);
  const machine = async (address: MachineAddress) => {
    const known = held(address);
    if (known) return known;
    const read = await stored.machines.get(address);
    if (read) memory.keep(read);
    return read;
  };
  return {
    machines: {
      get: machine,
      async put(record) {
        // That a new one is new is for the database to refuse, so that making one asks nothing.
        const before = held(record) ?? (record.revision === 1 ? undefined : await machine(record));
        if ((before?.revision ?? 0) !== record.revision - 1) throw staleRevision(record);
        changes.putMachine(record, before);
      },
      async list(filter) {
        const earlier = memory.machinesIn(filter.machine, filter.states) ?? (await listStored(filter));
        const rows = new Map(earlier.map((record) => [record.instance, record]));
        for (const { record } of changes.machines.values())
          if (record.machine === filter.machine) rows.set(record.instance, record);
        return [...rows.values()]
          .filter(
            ({ state, createdAt }) =>
              (filter.states?.includes(state) ?? true) &&
              createdAt < (filter.before ?? Number.POSITIVE_INFINITY),
          )
          .sort((a, b) => b.createdAt - a.createdAt || (a.instance < b.instance ? 1 : -1))
          .slice(0, filter.limit ?? Number.POSITIVE_INFINITY);
      },
    },
    fills: {
      async get(account, instrument, id) {
        const key = fillKey({ instrument, id });
        return changes.fills.get(key) ?? memory.fill(key) ?? stored.fills.get(account, instrument, id);
      },
      async insert(fill) {
        const known = await this.get(fill.account, fill.instrument, fill.id);
        if (known) return canonicalJson(known) === canonicalJson(fill) ? 'same' : 'conflict';
        changes.fills.set(fillKey(fill), fill);
        return 'inserted';
      },
      async list(filter) {
        await settled();
        const { account, instrument, order, since, limit } = filter;
        const own = [...changes.fills.values()].filter(
          (fill) =>
            fill.account === account &&
            (instrument === undefined || fill.instrument === instrument) &&
            (order === undefined || fill.order === order) &&
            (since === undefined || fill.at >= since),
        );
        return [...own, ...(await stored.fills.list(filter))]
          .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
          .slice(0, limit ?? Number.POSITIVE_INFINITY);
      },
    },
    positions: {
      async list() {
        const all = new Map([...memory.positions, ...changes.positions]);
        return [...all.values()].sort((a, b) => (a.instrument < b.instrument ? -1 : 1));
      },
      async get(_, instrument) {
        return changes.positions.get(instrument) ?? memory.positions.get(instrument);
      },
      async put(position) {
        changes.positions.set(position.instrument, position);
      },
    },
    marks: {
      async put(mark) {
        changes.marks.set(mark.at, mark);
      },
      peak: (account, since) => memory.peak(since, () => stored.marks.peak(account, since)),
      firstSince: (account, since) => memory.firstMark(since, () => stored.marks.firstSince(account, since)),
      async list(account, since, everyMs) {
        await settled();
        return stored.marks.list(account, since, everyMs);
      },
    },
  };

  /** One more than is asked for of each that this unit may have moved out of the list. */
  async function listStored(
    filter: Parameters<Repositories['machines']['list']>[0],
  ): Promise<MachineRecord[]> {
    await settled();
    const { limit, ...rest } = filter;
    return stored.machines.list({
      ...rest,
      ...(limit !== undefined && { limit: limit + changes.machines.size }),
    });
  }
}

function workAndRecord({
  memory,
  changes,
  stored,
  settled,
}: UnitSources): Pick<Repositories, 'journal' | 'outbox' | 'timers' | 'commands' | 'leases'> {
  const refuse = (what: string, instead: string) => async (): Promise<never> => {
    throw new CountersignError('runtime.notInUnit', `A unit of work does not ${what}; ${instead}`);
  };
  return {
    journal: {
      append: refuse('append to the journal itself', 'it says what happened with unit.journal'),
      async head() {
        await settled();
        return stored.journal.head();
      },
      async list(filter) {
        await settled();
        return stored.journal.list(filter);
      },
    },
    outbox: {
      async add(rows) {
        for (const row of rows) if (!changes.effects.has(row.key)) changes.effects.set(row.key, row);
      },
      async done(key) {
        changes.performed.add(key);
      },
      async postpone(key, availableAt) {
        changes.postponed.set(key, availableAt);
      },
      async due(account, now, limit) {
        await settled();
        return stored.outbox.due(account, now, limit);
      },
      async count(account) {
        await settled();
        return stored.outbox.count(account);
      },
    },
    timers: {
      async set(row) {
        changes.timers.set(row.id, row);
      },
      async clear(id) {
        changes.timers.set(id, null);
      },
      async due(account, now, limit) {
        await settled();
        return stored.timers.due(account, now, limit);
      },
      async next(account) {
        await settled();
        return stored.timers.next(account);
      },
    },
    commands: {
      async get(scope, key) {
        const name = commandKey(scope, key);
        const known = changes.commands.get(name) ?? memory.command(name);
        if (known !== undefined) return known ?? undefined;
        const read = await stored.commands.get(scope, key);
        memory.keepCommand(name, read ?? null);
        return read;
      },
      async put(scope, key, bodyHash, result, at) {
        const name = commandKey(scope, key);
        // Who puts a command has asked for it before; the database refuses what this does not know.
        if (changes.commands.has(name) || memory.command(name)) throw repeatedKey(scope, key);
        changes.commands.set(name, { scope, key, bodyHash, result: result ?? null, at });
      },
    },
    leases: {
      get: (account) => stored.leases.get(account),
      lockAll: refuse('take leases', 'takeLease does'),
      put: refuse('take leases', 'takeLease does'),
      extend: refuse('extend leases', 'holdLease does'),
    },
  };
}
