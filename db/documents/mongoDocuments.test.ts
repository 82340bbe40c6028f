import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { readTestEnvironment } from '../../test/fixtures/readTestEnvironment.ts';
import { documentConformance } from '../documentConformance.ts';
import { mongoDocuments } from './mongoDocuments.ts';

const { mongoUrl } = readTestEnvironment();
const title = mongoUrl === null ? 'MongoDB (skipped: MONGODB_URL names no server)' : 'MongoDB';

describe.skipIf(mongoUrl === null)(title, () => {
  documentConformance(async () => {
    const url = new URL(mongoUrl ?? '');
    url.pathname = `/countersign_test_${randomUUID().slice(0, 8)}`;
    const store = await mongoDocuments(url.href);
    return {
      store,
      async [Symbol.asyncDispose]() {
        await store.close();
        const client = await MongoClient.connect(url.href);
        await client.db().dropDatabase();
        await client.close();
      },
    };
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
});
