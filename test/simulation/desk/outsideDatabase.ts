import { leaseLost } from '../../../db/lease/leaseLost.ts';
import { emptyState } from '../../../db/memory/MemoryState.ts';
import { memoryLeases } from '../../../db/memory/memoryLeases.ts';
import type { Database, Repositories } from '../../../db/Repositories.ts';
import type { Clock } from '../../../domain/Clock.ts';

/** A database in another process or engine, whose answers take real time. */
export type OutsideDatabase = {
  /** The same database, with leases that expire by virtual time. */
  database(time: Clock): Database;
  /** Resolves when nothing is asked of it any more and everything that its answers set off has come to rest. */
  settle(): Promise<void>;
};

/** Makes a real database fit for virtual time: time stands still while it works. */
export function outsideDatabase(inner: Database): OutsideDatabase {
  let underWay = 0;
  const counted = async <T>(work: () => Promise<T>): Promise<T> => {
    underWay += 1;
    try {
      return await work();
    } finally {
      underWay -= 1;
    }
  };
  return {
    database(time) {
      const state = emptyState();
      const leases = memoryLeases(() => state, time);
      const read = new Proxy({ ...inner.read, leases } satisfies Repositories, {
        get: (all, name, receiver) => countReads(Reflect.get(all, name, receiver), counted),
      });
      return {
        ...inner,
        read,
        transaction: (work) =>
          counted(() => inner.transaction((repositories) => work({ ...repositories, leases }))),
        commit: (changes, fence) =>
          counted(async () => {
            const lease = fence && (await leases.get(fence.account));
            if (fence && lease?.epoch !== fence.epoch) throw leaseLost(fence.account);
            await inner.commit(changes);
          }),
        async close() {},
      };
    },
    async settle() {
      for (let still = 0; still < 2; still = underWay === 0 ? still + 1 : 0) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

function countReads(
  repository: unknown,
  counted: (work: () => Promise<unknown>) => Promise<unknown>,
): unknown {
  if (typeof repository !== 'object' || repository === null) return repository;
  return new Proxy(repository, {
    get(methods, name, receiver) {
      const method: unknown = Reflect.get(methods, name, receiver);
      if (typeof method !== 'function') return method;
      return (...parameters: unknown[]) =>
        counted(async () => Reflect.apply(method, methods, parameters) as unknown);
    },
  });
}
