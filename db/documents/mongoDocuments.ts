import { type Collection, type Db, MongoClient } from 'mongodb';
import { DatabaseError } from '../DatabaseError.ts';
import type { DocumentCollection, DocumentStore } from '../Repositories.ts';
import { fromMongoRow, type MongoRow, toMongoRow } from './mongoRow.ts';
import { prepareCollections } from './prepareCollections.ts';
import { createRetention, keptMs } from './retention.ts';

const defaultConnectTimeoutMs = 5_000;
/** A server that has fallen silent is a fault, not a wait. */
const socketTimeoutMS = 15_000;
/** Older ones refuse keys with dots and dollars, which tool results may have. */
const oldestMajor = 5;
const usualDatabase = 'countersign';

export type MongoOptions = {
  connectTimeoutMs?: number;
  /** Database to use; the one that the URL names unless told otherwise, and `countersign` where it names none. */
  database?: string;
};

/** Documents on a MongoDB server: one collection a kind, checked by the server against a schema. */
export async function mongoDocuments(url: string, options: MongoOptions = {}): Promise<DocumentStore> {
  const { connectTimeoutMs = defaultConnectTimeoutMs, database } = options;
  let client: MongoClient | undefined;
  try {
    client = new MongoClient(url, {
      ...{ serverSelectionTimeoutMS: connectTimeoutMs, connectTimeoutMS: connectTimeoutMs, socketTimeoutMS },
      appName: 'countersign',
    });
    await client.connect();
    const db = client.db(database ?? (namesDatabase(url) ? undefined : usualDatabase));
    const version = String((await db.admin().serverInfo()).version);
    if (Number.parseInt(version, 10) < oldestMajor)
      throw new Error(`it is MongoDB ${version}, and ${oldestMajor} or newer is needed`);
    await prepareCollections(db);
    return store(client, db, `MongoDB ${version}`);
  } catch (cause) {
    await client?.close();
    throw new DatabaseError(
      'documents.unreachable',
      `The document server cannot be used: ${cause instanceof Error ? cause.message : String(cause)}. Nothing was started and no order was sent. Check that it runs and that MONGODB_URL is right.`,
      { cause },
    );
  }
}

function namesDatabase(url: string): boolean {
  return /^mongodb(?:\+srv)?:\/\/[^/?]+\/[^?]/.test(url);
}

function store(client: MongoClient, db: Db, label: string): DocumentStore {
  const rows = (name: DocumentCollection): Collection<MongoRow> => db.collection<MongoRow>(name);
  const pruneBefore = createRetention();
  return {
    label,
    async put(collection, document) {
      const { _id, ...row } = toMongoRow(document, keptMs[collection]);
      await rows(collection).replaceOne({ _id }, row, { upsert: true });
      const before = pruneBefore(collection, document.at);
      if (before !== undefined) await rows(collection).deleteMany({ at: { $lt: before } });
    },
    async get(collection, id) {
      const row = await rows(collection).findOne({ _id: id });
      return row ? fromMongoRow(row) : undefined;
    },
    async find(collection, { group, text, limit, before }) {
      const found = await rows(collection)
        .find({
          ...(group !== undefined && { group }),
          ...(before !== undefined && { at: { $lt: before } }),
          ...(text !== undefined && { $text: { $search: allWords(text), $diacriticSensitive: true } }),
        })
        .sort({ at: -1, _id: -1 })
        .limit(limit ?? 100)
        .toArray();
      return found.map(fromMongoRow);
    },
    async ping() {
      await db.command({ ping: 1 });
    },
    close: () => client.close(),
  };
}

/** Quoted words are all required, as the SQL store does it. */
function allWords(text: string): string {
  return text
    .split(/\s+/)
    .map((word) => word.replaceAll(/["\\]/g, ''))
    .filter((word) => word !== '')
    .map((word) => `"${word}"`)
    .join(' ');
}
