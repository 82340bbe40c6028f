import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { DatabaseError } from './DatabaseError.ts';
import type { SqlSession } from './sql/SqlSession.ts';

/** The one set of migrations for both engines. */
export const migrationsFolder = join(import.meta.dirname, 'migrations');

/**
 * Refuses a database that a newer version of the program has already changed; an older program would write rows that
 * the newer one does not expect.
 */
export async function refuseNewerSchema(session: SqlSession, where: string): Promise<void> {
  const table = await session
    .select({ name: sql<string | null>`to_regclass('drizzle.__drizzle_migrations')::text` })
    .from(sql`(select 1) as one`);
  if (table[0]?.name == null) return;
  const [row] = await session
    .select({ at: sql<string | null>`max(created_at)::text` })
    .from(sql`drizzle.__drizzle_migrations`);
  const known = readMigrationFiles({ migrationsFolder }).at(-1)?.folderMillis ?? 0;
  if (Number(row?.at ?? 0) > known) {
    throw new DatabaseError(
      'db.newer',
      `${where} was written by a newer version of Countersign. Nothing was started, changed or sent. Start the newer version, or use another COUNTERSIGN_HOME.`,
    );
  }
}
