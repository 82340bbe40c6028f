import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Pool } from 'pg';
import { DatabaseError } from './DatabaseError.ts';
import { sqlDocuments } from './documents/sqlDocuments.ts';
import type { Database } from './Repositories.ts';
import { serialQueue } from './serialQueue.ts';
import { sqlRepositories } from './sql/sqlRepositories.ts';

const connections = 8;
const connectTimeoutMs = 5_000;

/** Opens a PostgreSQL server by URL. Durable if the server forces every commit to the disk. */
export async function openServer(url: string): Promise<Database> {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectTimeoutMs,
  });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  const session = drizzle({ client: pool });
  try {
    const { version, durable } = await examine(pool);
    await migrate(session, { migrationsFolder: join(import.meta.dirname, 'migrations') });
    const inTurn = serialQueue();
    return {
      label: `PostgreSQL ${version}`,
      durable,
      documents: sqlDocuments(session, 'in the same PostgreSQL database'),
      read: sqlRepositories(session),
      transaction: (work) => inTurn(() => session.transaction((inner) => work(sqlRepositories(inner)))),
      async ping() {
        await pool.query('select 1');
      },
      close: () => pool.end(),
    };
  } catch (cause) {
    await pool.end();
    throw new DatabaseError(
      'db.unreachable',
      `The database server at ${withoutSecrets(url)} cannot be used: ${reasonOf(cause)}. Nothing was started and no order was sent. Check that it runs and that DATABASE_URL is right.`,
      { cause },
    );
  }
}

async function examine(pool: Pool): Promise<{ version: string; durable: boolean }> {
  const { rows } = await pool.query<{ version: string; fsync: string; commit: string }>(
    `select current_setting('server_version') as version, current_setting('fsync') as fsync,
            current_setting('synchronous_commit') as commit`,
  );
  const [row] = rows;
  return {
    version: row?.version.split(' ')[0] ?? 'of unknown version',
    durable: row?.fsync === 'on' && row.commit !== 'off',
  };
}

/** node-postgres gathers the tries at several addresses in one error without a message. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join('; ');
  return cause instanceof Error ? cause.message : String(cause);
}

function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return 'the given address';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
