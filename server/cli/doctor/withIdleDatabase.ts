import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../../config/schema.ts';
import { lockHome } from '../../../db/lockHome.ts';
import { openDatabase } from '../../../db/openDatabase.ts';
import type { Database } from '../../../db/Repositories.ts';

/**
 * Opens the database of a home on which no desk runs, holding the home's lock meanwhile. `absent`: there is none yet,
 * and none was made.
 *
 * @throws CountersignError when a desk runs, or the database cannot be opened.
 */
export async function withIdleDatabase<T>(
  config: Config,
  work: (database: Database) => Promise<T>,
): Promise<T | 'absent'> {
  const folder = join(config.home, 'db');
  if (!config.database.url && !existsSync(folder)) return 'absent';
  await using _lock = lockHome(config.home);
  const database = await openDatabase({ folder, ...(config.database.url && { url: config.database.url }) });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
