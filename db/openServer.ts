import { setTimeout as pause } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Pool } from 'pg';
import { CountersignError } from '../domain/CountersignError.ts';
import { DatabaseError } from './DatabaseError.ts';
import { sqlDocuments } from './documents/sqlDocuments.ts';
import { explainFault } from './explainFault.ts';
import { migrationsFolder, refuseNewerSchema } from './migrateSchema.ts';
import type { Database } from './Repositories.ts';
import { serialQueue } from './serialQueue.ts';
import { withoutSecrets } from './server/withoutSecrets.ts';
import { farewellMs, writeConnection } from './server/writeConnection.ts';
import { commitStatement, commitValues, explainCommit } from './sql/commitStatement.ts';
import { sqlRepositories } from './sql/sqlRepositories.ts';
import { transactionScope } from './transactionScope.ts';

const connections = 8;
const connectTimeoutMs = 5_000;
/** A server that has fallen silent is a fault, not a reason to wait for ever. */
const queryTimeoutMs = 30_000;

/** Any fixed number: the same for every process, so that two which start at once migrate one after the other. */
const migrationLock = 4170_2026;

/**
 * Opens a PostgreSQL server by URL. Durable if the server forces every commit to the disk. Who may write to it is
 * settled by the lease of an account.
 *
 * @throws DatabaseError when the server does not answer, or its schema is newer.
 */
export async function openServer(url: string): Promise<Database> {
  const where = `the database at ${withoutSecrets(url)}`;
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: queryTimeoutMs,
    application_name: `countersign ${process.pid}`,
    // A server that has fallen silent must not keep the process from ending.
    allowExitOnIdle: true,
  });
  // A connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const writing = writeConnection(url, { queryTimeoutMs });
  const session = drizzle({ client: pool });
  try {
    const { version, durable } = await examine(pool);
    await refuseNewerSchema(session, `The database at ${withoutSecrets(url)}`);
    const migrating = await writing.take();
    await migrating.query('select pg_advisory_lock($1)', [migrationLock]);
    await migrate(drizzle({ client: migrating }), { migrationsFolder });
    await migrating.query('select pg_advisory_unlock($1)', [migrationLock]);
    const inTurn = serialQueue();
    const scope = transactionScope();
    return {
      label: `PostgreSQL ${version}`,
      durable,
      documents: scope.documents(sqlDocuments(session, 'in the same PostgreSQL database')),
      read: scope.outside(sqlRepositories(session)),
      transaction: (work) =>
        scope.inside(() =>
          inTurn(async () => {
            const open = drizzle({ client: await writing.take() });
            return open.transaction((inner) => work(sqlRepositories(inner)));
          }).catch(async (fault: unknown) => {
            // After a fault of the connection nobody knows what it still holds; a new one is cheap.
            if (!(fault instanceof CountersignError)) await writing.release();
            throw explainFault(fault, where);
          }),
        ),
      commit: (changes, fence) =>
        scope.inside(() =>
          inTurn(async () => {
            const client = await writing.take();
            const values = commitValues(changes, fence);
            await client.query({ name: 'commit', text: commitStatement, values });
          }).catch(async (fault: unknown) => {
            const explained = explainCommit(fault, fence);
            if (!(explained instanceof CountersignError)) await writing.release();
            throw explainFault(explained, where);
          }),
        ),
      async ping() {
        await pool.query('select 1');
      },
      async close() {
        await inTurn(() => writing.release());
        await Promise.race([pool.end(), pause(farewellMs, undefined, { ref: false })]);
      },
    };
  } catch (cause) {
    await writing.release();
    await pool.end();
    if (cause instanceof DatabaseError) throw cause;
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
  if (cause instanceof Error && cause.cause !== undefined) return reasonOf(cause.cause);
  return cause instanceof Error ? cause.message : String(cause);
}
