import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTestEnvironment } from '../../test/fixtures/readTestEnvironment.ts';
import { documentConformance } from '../documentConformance.ts';
import { mongoDocuments } from './mongoDocuments.ts';

const { mongoUrl } = readTestEnvironment();
const url = mongoUrl ?? '';
const title = mongoUrl === null ? 'MongoDB (skipped: MONGODB_URL names no server)' : 'MongoDB';
const ownDatabase = () => `countersign_test_${randomUUID().slice(0, 8)}`;

async function dropDatabase(name: string): Promise<void> {
  const client = await MongoClient.connect(url);
  await client.db(name).dropDatabase();
  await client.close();
}

describe.skipIf(mongoUrl === null)(title, () => {
  documentConformance(async () => {
    const database = ownDatabase();
    const store = await mongoDocuments(url, { database });
    return {
      store,
      async [Symbol.asyncDispose]() {
        await store.close();
        await dropDatabase(database);
      },
    };
  });
});

describe.skipIf(mongoUrl === null)(`${title}, its own keeping of the rules`, () => {
  const database = ownDatabase();
  let client: MongoClient;
  const news = () => client.db(database).collection<Record<string, unknown> & { _id: string }>('news');
  const row = { group: 'g', at: 1, text: 'a', body: {} };

  beforeAll(async () => {
    await (await mongoDocuments(url, { database })).close();
    client = await MongoClient.connect(url);
  });
  afterAll(async () => {
    await client.db(database).dropDatabase();
    await client.close();
  });

  test('default: indexes for groups, for words, and for what is forgotten', async () => {
    const indexes = await news().indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { group: 1, at: -1 } }));
    expect(indexes).toContainEqual(expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }));
    expect(indexes).toContainEqual(
      expect.objectContaining({ weights: { text: 1 }, default_language: 'none' }),
    );
  });

  test('error: the server takes no row of another shape, and no id twice', async () => {
    await news().insertOne({ _id: 'good', ...row });
    for (const bad of [{ ...row, at: 'now' }, { ...row, at: -1 }, { ...row, more: 1 }, { group: 'g' }])
      await expect(news().insertOne({ _id: 'bad', ...bad })).rejects.toMatchObject({ code: 121 });
    await expect(news().insertOne({ _id: 'good', ...row })).rejects.toMatchObject({ code: 11_000 });
  });

  test('behavior: two that open a new database at the same time both find it ready', async () => {
    const fresh = ownDatabase();
    const stores = await Promise.all([1, 2].map(() => mongoDocuments(url, { database: fresh })));
    for (const store of stores) await store.put('news', { id: 'a', ...row });
    for (const store of stores) await store.close();
    await dropDatabase(fresh);
  });

  test('behavior: a validator of an earlier version is replaced, and opening again changes nothing', async () => {
    await client.db(database).command({ collMod: 'news', validator: {} });
    for (const _ of [1, 2]) await (await mongoDocuments(url, { database })).close();
    await expect(news().insertOne({ _id: 'late', group: 'g' })).rejects.toMatchObject({ code: 121 });
  });
});

describe('a document server that is not there', () => {
  test('error: says what to check, without the password', async () => {
    const error = await mongoDocuments('mongodb://desk:secret@127.0.0.1:1/books', {
      connectTimeoutMs: 300,
    }).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'documents.unreachable' });
    expect(String(error)).toContain('MONGODB_URL');
    expect(String(error)).not.toContain('secret');
  });

  test('error: an address that is none says so the same way', async () => {
    const error = await mongoDocuments('mongodb://desk:secret@:bad:port/').catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'documents.unreachable' });
    expect(String(error)).not.toContain('secret');
  });
});
