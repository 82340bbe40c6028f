import { join } from 'node:path';
import { loadConfig } from '../../../config/loadConfig.ts';
import type { Config } from '../../../config/schema.ts';
import { lockHome, readHomeOwner } from '../../../db/lockHome.ts';
import { openDatabase } from '../../../db/openDatabase.ts';
import type { Database } from '../../../db/Repositories.ts';
import type { Cli } from '../Cli.ts';
import { CliError } from '../CliError.ts';

/**
 * Opens the database that the stored bars are in, and makes it where there is none. Beside a running desk this works
 * with a PostgreSQL server; the embedded database has room for one process.
 */
export async function withBarStore<T>(
  cli: Cli,
  work: (database: Database, config: Config) => Promise<T>,
): Promise<T> {
  const config = loadConfig(cli.environment);
  const { url } = config.database;
  const owner = url === null ? readHomeOwner(config.home) : null;
  if (owner !== null) {
    throw new CliError(
      `A desk (pid ${owner.pid}) runs on ${config.home}, and its embedded database has room for one process. Nothing was read or changed. Stop the desk for as long as this takes, or give both a PostgreSQL server with DATABASE_URL.`,
    );
  }
  await using _lock = url === null ? lockHome(config.home) : undefined;
  const folder = join(config.home, 'db');
  const database = await openDatabase({ folder, ...(url !== null && { url }) });
  try {
    return await work(database, config);
  } finally {
    await database.close();
  }
}
