import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** A drizzle session on either engine, inside a transaction or outside. */
export type SqlSession = PgDatabase<PgQueryResultHKT, Record<string, never>>;
