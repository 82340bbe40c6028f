import type { Clock } from '../../domain/Clock.ts';
import { decimal } from '../../domain/decimal.ts';
import { canonicalJson } from '../../domain/hash.ts';
import { linkEntries } from '../linkEntries.ts';
import type { Repositories } from '../Repositories.ts';
import { repeatedKey } from '../repeatedKey.ts';
import { staleRevision } from '../staleRevision.ts';
import { freeze } from './freeze.ts';
import { keep } from './keep.ts';
import type { MemoryState } from './MemoryState.ts';
import { memoryBars } from './memoryBars.ts';
import { memoryLeases } from './memoryLeases.ts';
import { memoryTrades } from './memoryTrades.ts';

const all = Number.POSITIVE_INFINITY;

/** Repositories over the state that `current` gives, so that they see a transaction's copy or the committed one. */
export function memoryRepositories(current: () => MemoryState, clock: Clock): Repositories {
  return {
    ...machinesAndMoney(current),
    ...journalAndWork(current),
    leases: memoryLeases(current, clock),
    bars: memoryBars(current),
    trades: memoryTrades(current),
  };
}

function machinesAndMoney(
  current: () => MemoryState,
): Pick<Repositories, 'machines' | 'fills' | 'positions' | 'marks'> {
  const key = (...parts: string[]) => parts.join('\n');
  return {
    machines: {
      async get({ account, machine, instance }) {
        return current().machines.get(key(account, machine, instance));
      },
      async put(record) {
        const at = key(record.account, record.machine, record.instance);
        if ((current().machines.get(at)?.revision ?? 0) !== record.revision - 1) throw staleRevision(record);
        current().machines.set(at, keep(record));
      },
      async list({ account, machine, states, limit, before }) {
        return [...current().machines.values()]
          .filter((record) => record.account === account && record.machine === machine)
          .filter(
            (record) =>
              (!states || states.includes(record.state)) &&
              (before === undefined || record.createdAt < before),
          )
          .sort((a, b) => b.createdAt - a.createdAt || (a.instance < b.instance ? 1 : -1))
          .slice(0, limit ?? all);
      },
    },
    fills: {
      async get(account, instrument, id) {
        return current().fills.get(key(account, instrument, id));
      },
      async insert(fill) {
        const at = key(fill.account, fill.instrument, fill.id);
        const known = current().fills.get(at);
        if (known) return canonicalJson(known) === canonicalJson(fill) ? 'same' : 'conflict';
        current().fills.set(at, keep(fill));
        return 'inserted';
      },
      async list({ account, instrument, order, limit, since }) {
        return [...current().fills.values()]
          .filter((fill) => fill.account === account && (!instrument || fill.instrument === instrument))
          .filter((fill) => (!order || fill.order === order) && (since === undefined || fill.at >= since))
          .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
          .slice(0, limit ?? all);
      },
    },
    positions: {
      async list(account) {
        return [...current().positions.values()]
          .filter((position) => position.account === account)
          .sort((a, b) => (a.instrument < b.instrument ? -1 : 1));
      },
      async get(account, instrument) {
        return current().positions.get(key(account, instrument));
      },
      async put(position) {
        current().positions.set(key(position.account, position.instrument), keep(position));
      },
    },
    marks: {
      async put(mark) {
        current().marks.set(key(mark.account, String(mark.at)), keep(mark));
      },
      async list(account, since, everyMs) {
        const last = new Map(
          marksSince(current(), account, since).map((mark) => [Math.floor(mark.at / everyMs), mark]),
        );
        return [...last.values()];
      },
      async peak(account, since) {
        const equities = marksSince(current(), account, since).map((mark) => mark.equity);
        return equities.reduce<string | undefined>(
          (top, equity) => (top === undefined || decimal(equity).gt(decimal(top)) ? equity : top),
          undefined,
        );
      },
      async firstSince(account, since) {
        return marksSince(current(), account, since)[0];
      },
    },
  };
}

function marksSince(state: MemoryState, account: string, since: number) {
  return [...state.marks.values()]
    .filter((mark) => mark.account === account && mark.at >= since)
    .sort((a, b) => a.at - b.at);
}

function journalAndWork(
  current: () => MemoryState,
): Pick<Repositories, 'journal' | 'outbox' | 'timers' | 'commands'> {
  const head = async () => {
    const last = current().journal.at(-1);
    return last ? { sequence: last.sequence, hash: last.hash } : { sequence: 0, hash: '' };
  };
  return {
    journal: {
      head,
      async append(facts) {
        const entries = linkEntries(await head(), facts).map(freeze);
        current().journal.push(...entries);
        return entries;
      },
      async list({ after, limit, types, subject, newestFirst }) {
        const found = current().journal.filter(
          (entry) =>
            entry.sequence > (after ?? 0) &&
            (!types || types.includes(entry.type)) &&
            (subject === undefined || entry.subject === subject),
        );
        return (newestFirst ? found.reverse() : found).slice(0, limit ?? all);
      },
    },
    outbox: {
      async add(rows) {
        for (const row of rows) {
          if (!current().outbox.has(row.key)) current().outbox.set(row.key, keep(row));
        }
      },
      async due(account, now, limit) {
        return [...current().outbox.values()]
          .filter((row) => row.account === account && row.availableAt <= now)
          .sort((a, b) => a.availableAt - b.availableAt || (a.key < b.key ? -1 : 1))
          .slice(0, limit);
      },
      async done(key) {
        current().outbox.delete(key);
      },
      async postpone(key, availableAt) {
        const row = current().outbox.get(key);
        if (row) current().outbox.set(key, { ...row, availableAt, attempts: row.attempts + 1 });
      },
      async count(account) {
        return [...current().outbox.values()].filter((row) => row.account === account).length;
      },
    },
    timers: {
      async set(row) {
        current().timers.set(row.id, keep(row));
      },
      async clear(id) {
        current().timers.delete(id);
      },
      async due(account, now, limit) {
        return [...current().timers.values()]
          .filter((row) => row.account === account && row.dueAt <= now)
          .sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1))
          .slice(0, limit);
      },
      async next(account) {
        const due = [...current().timers.values()]
          .filter((row) => row.account === account)
          .map((row) => row.dueAt);
        return due.length > 0 ? Math.min(...due) : undefined;
      },
    },
    commands: {
      async get(scope, key) {
        return current().commands.get(`${scope}\n${key}`);
      },
      async put(scope, key, bodyHash, result) {
        if (current().commands.has(`${scope}\n${key}`)) throw repeatedKey(scope, key);
        current().commands.set(`${scope}\n${key}`, keep({ bodyHash, result: result ?? null }));
      },
    },
  };
}
