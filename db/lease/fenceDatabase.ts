import type { Database, Fence } from '../Repositories.ts';
import { leaseLost } from './leaseLost.ts';

/**
 * The same database, in which every transaction fails once the account has gone to another epoch. Whoever takes it
 * over waits for the transactions that had looked before, so nothing of an earlier epoch is stored afterwards.
 *
 * @throws CountersignError `lease.lost` from `transaction` and `commit`, and then nothing of it was stored.
 */
export function fenceDatabase(database: Database, fence: Fence): Database {
  return {
    ...database,
    commit: (changes) => database.commit(changes, fence),
    transaction: (work) =>
      database.transaction(async (repositories) => {
        const lease = await repositories.leases.get(fence.account);
        if (lease?.epoch !== fence.epoch) throw leaseLost(fence.account);
        return work(repositories);
      }),
  };
}
