import type { Clock } from '../../domain/Clock.ts';
import { leaseLost } from '../lease/leaseLost.ts';
import type { Database } from '../Repositories.ts';
import { serialQueue } from '../serialQueue.ts';
import { transactionScope } from '../transactionScope.ts';
import { commitToMemory } from './commitToMemory.ts';
import { copyState, emptyState } from './MemoryState.ts';
import { memoryDocuments } from './memoryDocuments.ts';
import { memoryRepositories } from './memoryRepositories.ts';

/**
 * A database that lives in memory alone, with the transactions of a real one; for tests and simulation. `clock` is the
 * one that leases expire by.
 */
export function createMemoryDatabase({ clock = { now: Date.now } }: { clock?: Clock } = {}): Database {
  let committed = emptyState();
  const inTurn = serialQueue();
  const scope = transactionScope();
  return {
    label: 'Memory',
    durable: false,
    documents: scope.documents(memoryDocuments()),
    read: scope.outside(memoryRepositories(() => committed, clock)),
    transaction: (work) =>
      scope.inside(() =>
        inTurn(async () => {
          const copy = copyState(committed);
          const result = await work(memoryRepositories(() => copy, clock));
          committed = copy;
          return result;
        }),
      ),
    commit: (changes, fence) =>
      scope.inside(() =>
        inTurn(async () => {
          if (fence && committed.leases.get(fence.account)?.epoch !== fence.epoch)
            throw leaseLost(fence.account);
          commitToMemory(committed, changes);
        }),
      ),
    async ping() {},
    async close() {},
  };
}
