import { and, asc, eq } from 'drizzle-orm';
import { position } from '../../domain/Position.ts';
import type { PositionRepository } from '../Repositories.ts';
import { positions } from '../schema.ts';
import type { SqlSession } from './SqlSession.ts';

export function sqlPositions(session: SqlSession): PositionRepository {
  return {
    async list(account) {
      const rows = await session
        .select()
        .from(positions)
        .where(eq(positions.account, account))
        .orderBy(asc(positions.instrument));
      return rows.map((row) => position.parse(row));
    },
    async get(account, instrument) {
      const [row] = await session
        .select()
        .from(positions)
        .where(and(eq(positions.account, account), eq(positions.instrument, instrument)));
      return row && position.parse(row);
    },
    async put(value) {
      await session
        .insert(positions)
        .values(value)
        .onConflictDoUpdate({ target: [positions.account, positions.instrument], set: value });
    },
  };
}
