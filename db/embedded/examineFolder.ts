import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokenFolder } from './brokenFolder.ts';
import { isAsClosed } from './closingMark.ts';
import { tryOnCopy } from './tryOnCopy.ts';

/** What a folder of this database always holds. */
const parts = ['PG_VERSION', 'base', 'global', 'pg_wal', 'pg_xact', 'postgresql.conf'];

/** The engine's major version; a folder of another one cannot be read. */
const version = '18';

/**
 * Decides whether a folder is empty, or holds a database that opens. The engine writes to a folder while it finds out
 * that it cannot read it, so a copy is tried first.
 *
 * @throws DatabaseError when the folder holds anything else; it is untouched then.
 */
export async function examineFolder(folder: string): Promise<'empty' | 'whole'> {
  if (!existsSync(folder)) return 'empty';
  const found = readdirSync(folder);
  if (found.length === 0) return 'empty';
  const missing = parts.filter((part) => !found.includes(part));
  if (missing.length > 0) throw brokenFolder(folder, `it lacks ${missing.join(', ')}`);
  const written = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (written !== version) {
    throw brokenFolder(
      folder,
      `its PG_VERSION reads ${JSON.stringify(written.slice(0, 20))}, and ${version} is what this program reads`,
    );
  }
  if (!(await isAsClosed(folder))) await tryOnCopy(folder);
  return 'whole';
}
