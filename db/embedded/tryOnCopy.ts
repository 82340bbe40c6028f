import { cp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { explainFault } from '../explainFault.ts';
import { brokenFolder } from './brokenFolder.ts';
import { startEmbedded } from './startEmbedded.ts';

/** Above this a copy takes seconds; the engine's own recovery, made for this case, has to do then. */
const largestCopied = 512 * 1024 * 1024;

/**
 * Opens a copy of a database folder and reads every table of it, so that damage is found before the engine, which
 * repairs as it goes, has touched the folder.
 *
 * @throws DatabaseError when the copy does not open or a table cannot be read.
 */
export async function tryOnCopy(folder: string): Promise<void> {
  if ((await sizeOf(folder)) > largestCopied) return;
  const copy = `${folder}.trial`;
  await rm(copy, { recursive: true, force: true });
  try {
    await cp(folder, copy, { recursive: true });
    await readEverything(copy, folder);
  } catch (cause) {
    throw explainFault(cause, `a trial copy of the database in ${folder}`);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function readEverything(copy: string, folder: string): Promise<void> {
  try {
    const client = await startEmbedded(copy);
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    // The whole row is asked for, so that parts stored apart from it are read as well.
    for (const { name } of rows) await client.query(`select count(md5(t::text)) from ${name} as t`);
    await client.close();
  } catch (cause) {
    const inner = cause instanceof Error && cause.cause !== undefined ? cause.cause : cause;
    if (explainFault(inner, folder) !== inner) throw inner;
    throw brokenFolder(folder, inner);
  }
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((total, size) => total + size, 0);
}
