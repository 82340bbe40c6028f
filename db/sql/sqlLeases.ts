import { and, eq, sql } from 'drizzle-orm';
import { accountId } from '../../domain/ids.ts';
import type { Lease, LeaseRepository } from '../Repositories.ts';
import { leases } from '../schema.ts';
import type { SqlSession } from './SqlSession.ts';

/** The server's clock and not the process's: two machines never agree on the time. */
const now = sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

export function sqlLeases(session: SqlSession): LeaseRepository {
  const select = () =>
    session
      .select({
        account: leases.account,
        epoch: leases.epoch,
        holder: leases.holder,
        leftMs: sql`${leases.expiresAt} - ${now}`.mapWith(Number),
      })
      .from(leases);
  const toLease = (row: Omit<Lease, 'account'> & { account: string }): Lease => ({
    ...row,
    account: accountId.parse(row.account),
  });
  // Asked before whatever leaves.
  const one = select()
    .where(eq(leases.account, sql.placeholder('account')))
    .prepare('lease');
  return {
    async get(account) {
      const [row] = await one.execute({ account });
      return row && toLease(row);
    },
    async lockAll() {
      // Stronger than any reader's lock, so that no transaction that has checked an epoch can still commit after.
      await session.execute(sql`lock table ${leases} in access exclusive mode`);
      return (await select()).map(toLease);
    },
    async put({ account, epoch, holder, leftMs }) {
      const row = { epoch, holder, expiresAt: sql`${now} + ${Math.trunc(leftMs)}::bigint` };
      await session
        .insert(leases)
        .values({ account, ...row })
        .onConflictDoUpdate({ target: leases.account, set: row });
    },
    async extend(account, epoch, leftMs) {
      const extended = await session
        .update(leases)
        .set({ expiresAt: sql`${now} + ${Math.trunc(leftMs)}::bigint` })
        .where(and(eq(leases.account, account), eq(leases.epoch, epoch)))
        .returning({ epoch: leases.epoch });
      return extended.length > 0;
    },
  };
}
