import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { DatabaseError } from './DatabaseError.ts';
import { sqlDocuments } from './documents/sqlDocuments.ts';
import type { Database } from './Repositories.ts';
import { serialQueue } from './serialQueue.ts';
import { sqlRepositories } from './sql/sqlRepositories.ts';

const checkpointEveryMs = 5 * 60_000;

/** What a folder of this database always holds; anything else in it means that it is not one, or is damaged. */
const parts = ['PG_VERSION', 'base', 'global', 'pg_wal', 'postgresql.conf'];

/**
 * Opens the embedded PostgreSQL in a folder of its own, or in memory without one. One session serves all, so that
 * transactions run one after another. It survives a kill of the process, but does not force writes to the disk.
 */
export async function openEmbedded(folder?: string): Promise<Database> {
  if (folder) examine(folder);
  const client = await start(folder);
  const session = drizzle({ client });
  try {
    await migrate(session, { migrationsFolder: join(import.meta.dirname, 'migrations') });
  } catch (cause) {
    await client.close().catch(() => undefined);
    throw broken(folder, cause);
  }
  const inTurn = serialQueue();
  const checkpoint = setInterval(
    () => void inTurn(() => client.exec('CHECKPOINT')).catch(() => undefined),
    checkpointEveryMs,
  );
  checkpoint.unref();
  return {
    label: 'PGlite (embedded)',
    durable: false,
    documents: sqlDocuments(session, 'in the same embedded database'),
    read: sqlRepositories(session),
    transaction: (work) => inTurn(() => session.transaction((inner) => work(sqlRepositories(inner)))),
    async ping() {
      await client.query('select 1');
    },
    async close() {
      clearInterval(checkpoint);
      await inTurn(async () => {
        if (!client.closed) await client.close();
      });
    },
  };
}

/** Refuses a folder that is neither empty nor a whole database, before anything is written to it. */
function examine(folder: string): void {
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return;
  }
  const found = readdirSync(folder);
  if (found.length === 0) return;
  const missing = parts.filter((part) => !found.includes(part));
  if (missing.length > 0) throw broken(folder, `it lacks ${missing.join(', ')}`);
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (!/^\d+$/.test(version))
    throw broken(folder, `its PG_VERSION reads ${JSON.stringify(version.slice(0, 20))}`);
}

async function start(folder: string | undefined): Promise<PGlite> {
  try {
    return await PGlite.create(folder ? { dataDir: folder } : {});
  } catch (cause) {
    throw broken(folder, cause);
  }
}

function broken(folder: string | undefined, cause: unknown): DatabaseError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (/ENOSPC|no space/i.test(reason)) {
    return new DatabaseError(
      'db.noSpace',
      `There is no space left for the database in ${folder}. Free some and start again. No order was sent.`,
      { cause },
    );
  }
  return new DatabaseError(
    'db.corrupt',
    `The database in ${folder ?? 'memory'} cannot be opened: ${reason}. Nothing was started, changed or sent. Restore the folder from a backup, or move it away to begin with empty books; the venue's own records are not touched by either.`,
    { cause },
  );
}
