import { and, desc, eq, gte } from 'drizzle-orm';
import { type Fill, fill } from '../../domain/Fill.ts';
import { canonicalJson } from '../../domain/hash.ts';
import type { FillRepository } from '../Repositories.ts';
import { fills } from '../schema.ts';
import { noLimit } from './noLimit.ts';
import type { SqlSession } from './SqlSession.ts';

export function sqlFills(session: SqlSession): FillRepository {
  const get: FillRepository['get'] = async (account, instrument, id) => {
    const [row] = await session
      .select()
      .from(fills)
      .where(and(eq(fills.account, account), eq(fills.instrument, instrument), eq(fills.id, id)));
    return row && fill.parse(row);
  };
  return {
    get,
    async insert(candidate) {
      const inserted = await session
        .insert(fills)
        .values(candidate)
        .onConflictDoNothing()
        .returning({ id: fills.id });
      if (inserted.length > 0) return 'inserted';
      const known = await get(candidate.account, candidate.instrument, candidate.id);
      return known && canonicalJson(known) === canonicalJson(candidate) ? 'same' : 'conflict';
    },
    async list({ account, instrument, order, limit, since }): Promise<Fill[]> {
      const rows = await session
        .select()
        .from(fills)
        .where(
          and(
            eq(fills.account, account),
            instrument && eq(fills.instrument, instrument),
            order ? eq(fills.order, order) : undefined,
            since === undefined ? undefined : gte(fills.at, since),
          ),
        )
        .orderBy(desc(fills.at), desc(fills.id))
        .limit(limit ?? noLimit);
      return rows.map((row) => fill.parse(row));
    },
  };
}
