import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PostgresServer, startPostgres, whyNoPostgres } from '../test/fixtures/startPostgres.ts';
import { databaseConformance } from './conformance.ts';
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
});

describe('PostgreSQL that is not there', () => {
  test('error: says which address, without the password, and what to check', async () => {
    const error = await openServer('postgresql://desk:secret@127.0.0.1:1/books').catch((e: unknown) => e);
    expect(String(error)).toContain('postgresql://127.0.0.1:1/books');
    expect(String(error)).toContain('DATABASE_URL');
    expect(String(error)).not.toContain('secret');
  });
});
