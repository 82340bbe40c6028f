import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deskActor } from '../domain/actor.ts';
import { accountId } from '../domain/ids.ts';
import { isAsClosed } from './embedded/closingMark.ts';
import { migrationsFolder } from './migrateSchema.ts';
import { openEmbedded } from './openEmbedded.ts';

const home = mkdtempSync(join(tmpdir(), 'countersign-embedded-'));
const sound = join(home, 'sound');
const fact = {
  account: accountId.parse('a'),
  type: 'order.created',
  subject: 'ORD-1',
  actor: deskActor,
  at: 1,
  data: {},
};

beforeAll(async () => {
  const database = await openEmbedded(sound);
  await database.transaction((tx) => tx.journal.append([fact]));
  await database.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A copy of the sound folder under a name of its own. */
function copyOf(name: string): string {
  const folder = join(home, name);
  cpSync(sound, folder, { recursive: true });
  return folder;
}

function looksOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name);
    hash.update(name).update(statSync(path).isFile() ? readFileSync(path) : '');
  }
  return hash.digest('hex');
}

function scribble(path: string): void {
  writeFileSync(path, Buffer.alloc(statSync(path).size, 0x5a));
}

describe('openEmbedded', () => {
  test('default: keeps what was stored, and says what it is', async () => {
    const database = await openEmbedded(copyOf('kept'));
    expect(await database.read.journal.head()).toMatchObject({ sequence: 1 });
    expect(database).toMatchObject({ label: 'PGlite (embedded)', durable: false });
    await database.ping();
    await database.close();
    expect(readdirSync(home).filter((name) => /\.(new|trial)$/.test(name))).toEqual([]);
  });

  test('behavior: a process that is killed while it writes loses nothing that was committed', async () => {
    const folder = copyOf('killed');
    const script = `
      const { openEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'openEmbedded.ts'))});
      const database = await openEmbedded(${JSON.stringify(folder)});
      for (;;) {
        const [entry] = await database.transaction((tx) => tx.journal.append([${JSON.stringify(fact)}]));
        process.stdout.write(entry.sequence + '\\n');
      }`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let committed = 0;
    for await (const chunk of child.stdout) {
      committed = Number(String(chunk).trim().split('\n').at(-1));
      if (committed > 20) break;
    }
    child.kill('SIGKILL');
    if (child.signalCode === null) await once(child, 'exit');
    const database = await openEmbedded(folder);
    expect((await database.read.journal.head()).sequence).toBeGreaterThanOrEqual(committed);
    await database.close();
  });

  test('behavior: a first start that was cut off is begun again', async () => {
    const folder = join(home, 'begun');
    mkdirSync(`${folder}.new/base`, { recursive: true });
    const database = await openEmbedded(folder);
    expect(await database.read.journal.head()).toEqual({ sequence: 0, hash: '' });
    await database.close();
    expect(existsSync(`${folder}.new`)).toBe(false);
  });

  test('behavior: the journal cannot be changed or emptied by a statement', async () => {
    const folder = copyOf('append-only');
    const client = await PGlite.create(folder);
    for (const statement of [`update journal set subject = 'x'`, 'delete from journal', 'truncate journal']) {
      await expect(client.exec(statement)).rejects.toThrow(/append-only/);
    }
    await client.close();
  });

  const main = (folder: string, file: string) => {
    const [database] = readdirSync(join(folder, 'base')).sort((a, b) => Number(b) - Number(a));
    return join(folder, 'base', database ?? '', file);
  };
  const damages: Record<string, (folder: string) => void> = {
    'a foreign file alone': (folder) => {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
      writeFileSync(join(folder, 'notes.txt'), 'not a database');
    },
    'no control file': (folder) => rmSync(join(folder, 'global', 'pg_control')),
    'a broken control file': (folder) => scribble(join(folder, 'global', 'pg_control')),
    'a broken version': (folder) => writeFileSync(join(folder, 'PG_VERSION'), '\u0001\u0002'),
    'another version': (folder) => writeFileSync(join(folder, 'PG_VERSION'), '15\n'),
    'a broken log': (folder) => {
      const log = join(folder, 'pg_wal');
      for (const name of readdirSync(log)) if (/^[0-9A-F]{24}$/.test(name)) scribble(join(log, name));
    },
    'a broken catalog': (folder) => scribble(main(folder, '1259')),
    'a broken table': (folder) => {
      const files = readdirSync(join(main(folder, '.')))
        .filter((name) => /^\d+$/.test(name) && Number(name) >= 16_384)
        .map((name) => main(folder, name));
      for (const file of files) scribble(file);
    },
    'a missing folder': (folder) => rmSync(join(folder, 'base'), { recursive: true }),
  };
  test.each(Object.keys(damages))('error: refuses %s, and touches nothing', async (name) => {
    const folder = copyOf(`damaged ${name}`);
    damages[name]?.(folder);
    const before = looksOf(folder);
    const error = await openEmbedded(folder).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'db.corrupt' });
    expect(String(error)).toContain(folder);
    expect(String(error)).toMatch(/move it away to begin with empty books/);
    expect(looksOf(folder)).toBe(before);
    expect(readdirSync(home).filter((entry) => /\.(new|trial)$/.test(entry))).toEqual([]);
  });

  test('behavior: after an orderly close no trial copy is needed, unless the folder was changed since', async () => {
    const folder = copyOf('closed');
    await (await openEmbedded(folder)).close();
    const mark = `${folder}.closed`;
    expect(existsSync(mark)).toBe(true);
    expect(await isAsClosed(folder)).toBe(true);

    const database = await openEmbedded(folder);
    expect(existsSync(mark)).toBe(false);
    await database.close();
    scribble(main(folder, '1259'));
    expect(await isAsClosed(folder)).toBe(false);
    const before = looksOf(folder);
    await expect(openEmbedded(folder)).rejects.toMatchObject({ code: 'db.corrupt' });
    expect(looksOf(folder)).toBe(before);
  });

  test('error: refuses a folder that a newer version has changed', async () => {
    const folder = copyOf('newer');
    const client = await PGlite.create(folder);
    await client.exec(
      `insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`,
    );
    await client.close();
    const error = await openEmbedded(folder).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'db.newer' });
    expect(String(error)).toContain(folder);
  });

  test('behavior: a folder from before verdicts were kept in the journal alone is brought up to date', async () => {
    const folder = copyOf('older');
    const client = await PGlite.create(folder);
    const check = (outcome: string) => ({ code: 'a.b', outcome, observed: '', limit: '', message: '' });
    const revision = (number: number, checks: object[]) => ({
      ...{ number, hash: 'h' },
      verdict: { allowed: number === 2, assessedAt: 3, checks },
    });
    const revisions = [
      revision(1, [check('deny'), check('pass'), check('deny')]),
      revision(2, [check('pass')]),
    ];
    await client.exec(`
      insert into machines (account, machine, instance, state, snapshot, revision, created_at, updated_at) values
        ('a', 'proposal@1', 'PRP-1', 'denied', '${JSON.stringify({ context: { revisions } })}', 1, 1, 1),
        ('a', 'proposal@1', 'PRP-2', 'assessing', '{"context":{"revisions":[]}}', 1, 1, 1),
        ('a', 'guardian@1', 'a', 'active', '{"context":{"causes":[]}}', 1, 1, 1)`);
    // By itself, as later migrations have been made here already.
    await client.exec(readFileSync(join(migrationsFolder, '0006_verdict_outcomes.sql'), 'utf8'));
    await client.close();
    const database = await openEmbedded(folder);
    const read = async (machine: string, instance: string) =>
      (await database.read.machines.get({ account: accountId.parse('a'), machine, instance }))?.snapshot;
    expect(await read('proposal@1', 'PRP-1')).toEqual({
      context: {
        revisions: [
          { number: 1, hash: 'h', verdict: { allowed: false, denied: 2, assessedAt: 3 } },
          { number: 2, hash: 'h', verdict: { allowed: true, denied: 0, assessedAt: 3 } },
        ],
      },
    });
    expect(await read('proposal@1', 'PRP-2')).toEqual({ context: { revisions: [] } });
    expect(await read('guardian@1', 'a')).toEqual({ context: { causes: [] } });
    await database.close();
  });
});
