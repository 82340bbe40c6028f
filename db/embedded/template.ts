import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { migrationsFolder } from '../migrateSchema.ts';

const root = join(import.meta.dirname, '..', '..');

/**
 * The prepared empty database, which starts in a fraction of the seconds that making one takes; undefined when none
 * was prepared, and then one is made from nothing.
 */
export async function readTemplate(): Promise<Blob | undefined> {
  const path = templatePath();
  return existsSync(path) ? new Blob([await readFile(path)]) : undefined;
}

/** Prepares the template unless it is there. Safe to run twice at once. */
export async function prepareTemplate(): Promise<void> {
  const path = templatePath();
  if (existsSync(path)) return;
  const client = await PGlite.create();
  await migrate(drizzle({ client }), { migrationsFolder });
  await client.exec('CHECKPOINT');
  const dump = await client.dumpDataDir('gzip');
  await client.close();
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}`;
  try {
    await writeFile(beside, Buffer.from(await dump.arrayBuffer()));
    await rename(beside, path);
  } finally {
    await rm(beside, { force: true });
  }
}

/** Named after everything it depends on, so that an old one is never taken for a new one. */
function templatePath(): string {
  const engine = readFileSync(join(root, 'node_modules', '@electric-sql', 'pglite', 'package.json'), 'utf8');
  const { version } = JSON.parse(engine) as { version: string };
  const migrations = readMigrationFiles({ migrationsFolder }).map(({ hash }) => hash);
  const key = createHash('sha256')
    .update([version, ...migrations].join('\n'))
    .digest('hex')
    .slice(0, 12);
  return join(root, '.runtime', 'database', `empty-${version}-${key}.tar.gz`);
}
