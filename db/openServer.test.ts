import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountId } from '../domain/ids.ts';
import { eventually } from '../test/fixtures/eventually.ts';
import { type PostgresServer, startPostgres, whyNoPostgres } from '../test/fixtures/startPostgres.ts';
import { databaseConformance } from './conformance.ts';
import { fenceDatabase } from './lease/fenceDatabase.ts';
import { takeLease } from './lease/takeLease.ts';
import { openServer } from './openServer.ts';

const reason = whyNoPostgres();
const title = reason === null ? 'PostgreSQL server' : `PostgreSQL server (skipped: ${reason})`;

describe.skipIf(reason !== null)(title, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  databaseConformance(async () => openServer(await server.createDatabase()));

  test('default: names its version and is durable as long as the server is', async () => {
    const url = await server.createDatabase();
    const database = await openServer(url);
    expect(database.label).toMatch(/^PostgreSQL \d+\.\d+$/);
    expect(database.durable).toBe(true);
    await database.close();

    const hasty = await openServer(`${url}?options=-c%20synchronous_commit%3Doff`);
    expect(hasty.durable).toBe(false);
    await hasty.close();
  });

  test('behavior: two processes that open a new database at once both get a whole one', async () => {
    const url = await server.createDatabase();
    const both = await Promise.all([openServer(url), openServer(url)]);
    for (const database of both) {
      expect(await database.read.journal.head()).toEqual({ sequence: 0, hash: '' });
      await database.close();
    }
  });

  test('error: a process that stops inside a transaction keeps nobody from taking its account over', async () => {
    const url = await server.createDatabase();
    const [first, second] = [await openServer(url), await openServer(url)];
    const account = accountId.parse('a');
    await takeLease(first, { account, holder: 'first', leaseMs: 0 });
    const [inside, stopped] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const going = fenceDatabase(first, { account, epoch: 1 }).transaction(async (all) => {
      await all.marks.put({ account, at: 1, equity: '1' });
      inside.resolve();
      await stopped.promise;
    });
    const refused = expect(going).rejects.toThrow();
    await inside.promise;
    // The server itself ends what does nothing for too long.
    expect(await takeLease(second, { account, holder: 'second', leaseMs: 1_000 })).toEqual({ taken: 2 });
    stopped.resolve();
    await refused;
    expect(await second.read.marks.list(account, 0, 1)).toEqual([]);
    await Promise.all([first.close(), second.close()]);
  });

  test('behavior: goes on after the server dropped all connections', async () => {
    const url = await server.createDatabase();
    const database = await openServer(url);
    const admin = new Client({ connectionString: url });
    await admin.connect();
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await eventually(() => database.transaction((all) => all.outbox.done('none')));
    await admin.end();
    await database.close();
  });

  test('error: a connection that breaks inside a transaction stores nothing and ends nothing', async () => {
    const url = await server.createDatabase();
    const database = await openServer(url);
    const account = accountId.parse('a');
    const broken = database.transaction(async (all) => {
      await all.marks.put({ account, at: 1, equity: '1' });
      const admin = new Client({ connectionString: url });
      await admin.connect();
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`,
      );
      await admin.end();
      await all.marks.put({ account, at: 2, equity: '2' });
    });
    await expect(broken).rejects.toThrow();
    await eventually(() => database.transaction((all) => all.marks.put({ account, at: 3, equity: '3' })));
    expect(await database.read.marks.list(account, 0, 1)).toEqual([{ account, at: 3, equity: '3' }]);
    await database.close();
  });

  test('error: a database that a newer version has changed is refused', async () => {
    const url = await server.createDatabase();
    await (await openServer(url)).close();
    const admin = new Client({ connectionString: url });
    await admin.connect();
    await admin.query(
      `insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`,
    );
    await admin.end();
    const error = await openServer(url).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'db.newer' });
  });
});

describe('PostgreSQL that is not there', () => {
  test('error: says which address, without the password, and what to check', async () => {
    const error = await openServer('postgresql://desk:secret@127.0.0.1:1/books').catch((e: unknown) => e);
    expect(String(error)).toContain('postgresql://127.0.0.1:1/books');
    expect(String(error)).toContain('DATABASE_URL');
    expect(String(error)).not.toContain('secret');
  });
});
