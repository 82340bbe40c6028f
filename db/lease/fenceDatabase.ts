import { CountersignError } from '../../domain/CountersignError.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Database } from '../Repositories.ts';

/**
 * The same database, in which every transaction fails once the account has gone to another epoch. Whoever takes it
 * over waits for the transactions that had looked before, so nothing of an earlier epoch is stored afterwards.
 *
 * @throws CountersignError `lease.lost` from `transaction`, and then nothing of it was stored.
 */
export function fenceDatabase(
  database: Database,
  { account, epoch }: { account: AccountId; epoch: number },
): Database {
  return {
    ...database,
    transaction: (work) =>
      database.transaction(async (repositories) => {
        const lease = await repositories.leases.get(account);
        if (lease?.epoch !== epoch) throw leaseLost(account);
        return work(repositories);
      }),
  };
}

/** Another process owns the account now. */
export function leaseLost(account: AccountId): CountersignError {
  return new CountersignError(
    'lease.lost',
    `Another process has taken ${account} over, so this one stores and sends nothing any more. Nothing was changed by this. Work with the other one, or stop it and start this one again.`,
    { context: { account } },
  );
}
