import type { Database, LeaseRepository, Repositories } from '../../../db/Repositories.ts';
import type { DeskWorld } from './DeskWorld.ts';
import { never, type Process } from './Process.ts';

/**
 * The database as one process sees it over a connection that can break: before a commit, or after it and before the
 * answer. A process that dies inside a transaction takes the transaction with it.
 */
export function faultyDatabase(world: DeskWorld, process: Process): Database {
  const { database: inner, faults } = world;
  /** `check` throws where the connection or the process ends before the commit. */
  async function throughConnection<T>(store: (check: () => void) => Promise<T>): Promise<T> {
    await process.wait(faults.databaseMs);
    const fault = faults.database.shift();
    let result: T;
    try {
      result = await store(() => {
        if (!process.alive) throw new Error('The process died inside a transaction');
        if (fault === 'failsBeforeCommit') throw new Error('The connection broke before the commit');
      });
    } catch (cause) {
      if (!process.alive) return never();
      throw cause;
    }
    await process.wait(faults.databaseMs);
    if (fault === 'failsAfterCommit') throw new Error('The connection broke after the commit was sent');
    return result;
  }
  return {
    ...inner,
    read: { ...waitingReads(inner.read, world, process), leases: askedLeases(world, process) },
    async transaction(work) {
      let takes = false;
      return throughConnection(async (check) => {
        const result = await inner.transaction(async (repositories) => {
          const leases = notingTaker(repositories.leases, () => {
            takes = true;
          });
          const value = await work({ ...repositories, leases });
          check();
          return value;
        });
        // At the commit: the process itself may hear of it much later.
        if (takes) world.owner = process.number;
        return result;
      });
    },
    commit: (changes, fence) =>
      throughConnection(async (check) => {
        check();
        await inner.commit(changes, fence);
      }),
    async close() {},
  };
}

/** Notes when somebody takes an account over. */
function notingTaker(leases: LeaseRepository, take: () => void): LeaseRepository {
  return {
    get: (account) => leases.get(account),
    lockAll: () => leases.lockAll(),
    extend: (account, epoch, leftMs) => leases.extend(account, epoch, leftMs),
    put(lease) {
      if (lease.leftMs > 0) take();
      return leases.put(lease);
    },
  };
}

/** Questions who owns the account, noted at the moment at which the database answers them. */
function askedLeases(world: DeskWorld, process: Process): LeaseRepository {
  const { leases } = world.database.read;
  return {
    lockAll: () => leases.lockAll(),
    put: (lease) => leases.put(lease),
    extend: (account, epoch, leftMs) => leases.extend(account, epoch, leftMs),
    async get(account) {
      process.asks();
      await process.wait(world.faults.databaseMs);
      const lease = await leases.get(account);
      process.asked = { moment: world.moment(), owns: world.owner === process.number };
      await process.wait();
      return lease;
    },
  };
}

function waitingReads(read: Repositories, { faults }: DeskWorld, process: Process): Repositories {
  const waiting = (repository: object): object =>
    new Proxy(repository, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return async (...parameters: unknown[]) => {
          await process.wait(faults.databaseMs);
          const result: unknown = await Reflect.apply(method, target, parameters);
          await process.wait();
          return result;
        };
      },
    });
  return new Proxy(read, {
    get(target, name, receiver) {
      const repository: unknown = Reflect.get(target, name, receiver);
      return typeof repository === 'object' && repository !== null ? waiting(repository) : repository;
    },
  });
}
