import { and, asc, count, eq, lte, sql } from 'drizzle-orm';
import { accountId } from '../../domain/ids.ts';
import { asRecord } from '../asRecord.ts';
import type { OutboxRepository } from '../Repositories.ts';
import { outbox } from '../schema.ts';
import type { SqlSession } from './SqlSession.ts';

export function sqlOutbox(session: SqlSession): OutboxRepository {
  return {
    async add(rows) {
      if (rows.length > 0)
        await session
          .insert(outbox)
          .values([...rows])
          .onConflictDoNothing();
    },
    async due(account, now, limit) {
      const rows = await session
        .select()
        .from(outbox)
        .where(and(eq(outbox.account, account), lte(outbox.availableAt, now)))
        .orderBy(asc(outbox.availableAt), asc(outbox.key))
        .limit(limit);
      return rows.map((row) => ({
        ...row,
        account: accountId.parse(row.account),
        payload: asRecord(row.payload),
      }));
    },
    async done(key) {
      await session.delete(outbox).where(eq(outbox.key, key));
    },
    async postpone(key, availableAt) {
      await session
        .update(outbox)
        .set({ availableAt, attempts: sql`${outbox.attempts} + 1` })
        .where(eq(outbox.key, key));
    },
    async count(account) {
      const [row] = await session.select({ open: count() }).from(outbox).where(eq(outbox.account, account));
      return row?.open ?? 0;
    },
  };
}
