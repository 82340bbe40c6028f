import type { Database, Repositories } from '../../../db/Repositories.ts';
import type { Faults } from '../Faults.ts';
import { never, type Process } from './Process.ts';

/**
 * The database as one process sees it over a connection that can break: before a commit, or after it and before the
 * answer. A process that dies inside a transaction takes the transaction with it.
 */
export function faultyDatabase(inner: Database, process: Process, faults: Faults): Database {
  return {
    ...inner,
    read: waitingReads(inner.read, process),
    async transaction(work) {
      await process.wait(faults.databaseMs);
      const fault = faults.database.shift();
      let result: Awaited<ReturnType<typeof work>>;
      try {
        result = await inner.transaction(async (repositories) => {
          const value = await work(repositories);
          if (!process.alive) throw new Error('The process died inside a transaction');
          if (fault === 'failsBeforeCommit') throw new Error('The connection broke before the commit');
          return value;
        });
      } catch (cause) {
        if (!process.alive) return never();
        throw cause;
      }
      await process.wait(faults.databaseMs);
      if (fault === 'failsAfterCommit') throw new Error('The connection broke after the commit was sent');
      return result;
    },
    async close() {},
  };
}

function waitingReads(read: Repositories, process: Process): Repositories {
  const waiting = (repository: object): object =>
    new Proxy(repository, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return async (...parameters: unknown[]) => {
          await process.wait();
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
