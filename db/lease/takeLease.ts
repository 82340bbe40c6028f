import type { AccountId } from '../../domain/ids.ts';
import type { Database, Lease } from '../Repositories.ts';
import { holderIsGone } from './holder.ts';

export type TakeLeaseParams = {
  account: AccountId;
  /** As `thisHolder` signs. */
  holder: string;
  leaseMs: number;
};

/**
 * Takes an account over under a new epoch, unless another desk holds a lease on this database: the journal is one
 * chain, so one desk writes to a database at a time, and every other epoch ends with this one's beginning. A lease
 * whose process has certainly ended is not waited for.
 */
export function takeLease(
  database: Database,
  { account, holder, leaseMs }: TakeLeaseParams,
): Promise<{ taken: number } | { heldBy: Lease }> {
  return database.transaction(async ({ leases }) => {
    const all = await leases.lockAll();
    const heldBy = all.find(
      (lease) => lease.leftMs > 0 && lease.holder !== holder && !holderIsGone(lease.holder),
    );
    if (heldBy) return { heldBy };
    for (const { leftMs: _, ...lease } of all) {
      await leases.put({ ...lease, epoch: lease.epoch + 1, leftMs: 0 });
    }
    const before = all.find((lease) => lease.account === account)?.epoch ?? 0;
    await leases.put({ account, epoch: before + 1, holder, leftMs: leaseMs });
    return { taken: before + 1 };
  });
}
