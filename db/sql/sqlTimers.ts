import { and, asc, eq, lte, min } from 'drizzle-orm';
import { accountId } from '../../domain/ids.ts';
import { asRecord } from '../asRecord.ts';
import type { TimerRepository } from '../Repositories.ts';
import { timers } from '../schema.ts';
import type { SqlSession } from './SqlSession.ts';

export function sqlTimers(session: SqlSession): TimerRepository {
  return {
    async set(row) {
      await session.insert(timers).values(row).onConflictDoUpdate({ target: timers.id, set: row });
    },
    async clear(id) {
      await session.delete(timers).where(eq(timers.id, id));
    },
    async due(account, now, limit) {
      const rows = await session
        .select()
        .from(timers)
        .where(and(eq(timers.account, account), lte(timers.dueAt, now)))
        .orderBy(asc(timers.dueAt), asc(timers.id))
        .limit(limit);
      return rows.map((row) => {
        const event = asRecord(row.event);
        return {
          ...row,
          account: accountId.parse(row.account),
          event: { ...event, type: String(event.type) },
        };
      });
    },
    async next(account) {
      const [row] = await session
        .select({ at: min(timers.dueAt) })
        .from(timers)
        .where(eq(timers.account, account));
      return row?.at ?? undefined;
    },
  };
}
