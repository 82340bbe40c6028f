import { and, asc, desc, eq, gte, sql } from 'drizzle-orm';
import { accountId } from '../../domain/ids.ts';
import type { Mark, MarkRepository } from '../Repositories.ts';
import { marks } from '../schema.ts';
import type { SqlSession } from './SqlSession.ts';

export function sqlMarks(session: SqlSession): MarkRepository {
  const toMark = (row: typeof marks.$inferSelect): Mark => ({
    ...row,
    account: accountId.parse(row.account),
  });
  return {
    async put(mark) {
      await session
        .insert(marks)
        .values(mark)
        .onConflictDoUpdate({ target: [marks.account, marks.at], set: mark });
    },
    async list(account, since, everyMs) {
      // Written out, because the database must see that both clauses name the same expression.
      const stretch = sql`${marks.at} / ${sql.raw(String(Math.max(1, Math.trunc(everyMs))))}`;
      const rows = await session
        .selectDistinctOn([stretch])
        .from(marks)
        .where(and(eq(marks.account, account), gte(marks.at, since)))
        .orderBy(stretch, desc(marks.at));
      return rows.map(toMark);
    },
    async peak(account, since) {
      const [row] = await session
        .select({ equity: sql<string | null>`max(${marks.equity}::numeric)::text` })
        .from(marks)
        .where(and(eq(marks.account, account), gte(marks.at, since)));
      return row?.equity ?? undefined;
    },
    async firstSince(account, since) {
      const [row] = await session
        .select()
        .from(marks)
        .where(and(eq(marks.account, account), gte(marks.at, since)))
        .orderBy(asc(marks.at))
        .limit(1);
      return row && toMark(row);
    },
  };
}
