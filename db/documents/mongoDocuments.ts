import { type Collection, MongoClient } from 'mongodb';
import { asRecord } from '../asRecord.ts';
import { DatabaseError } from '../DatabaseError.ts';
import type { DocumentCollection, DocumentStore, StoredDocument } from '../Repositories.ts';

type Row = { _id: string; group: string; at: number; text: string; body: Record<string, unknown> };

const collections: readonly DocumentCollection[] = [
  'transcripts',
  'evidence',
  'forecasts',
  'overrides',
  'news',
];
const defaultConnectTimeoutMs = 5_000;

const validator = {
  $jsonSchema: {
    bsonType: 'object',
    required: ['_id', 'group', 'at', 'text', 'body'],
    properties: {
      _id: { bsonType: 'string' },
      group: { bsonType: 'string' },
      at: { bsonType: ['long', 'double', 'int'] },
      text: { bsonType: 'string' },
      body: { bsonType: 'object' },
    },
  },
};

/** Documents on a MongoDB server: one collection a kind, checked by the server against a schema. */
export async function mongoDocuments(
  url: string,
  { connectTimeoutMs = defaultConnectTimeoutMs } = {},
): Promise<DocumentStore> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: connectTimeoutMs });
  try {
    await client.connect();
    const db = client.db();
    const known = new Set(
      (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
    );
    for (const name of collections) {
      if (!known.has(name)) await db.createCollection(name, { validator });
      await db
        .collection(name)
        .createIndexes([{ key: { group: 1, at: -1 } }, { key: { text: 'text' }, default_language: 'none' }]);
    }
    const { version } = await db.admin().serverInfo();
    const rows = (name: DocumentCollection): Collection<Row> => db.collection<Row>(name);
    return store(client, rows, `MongoDB ${String(version)}`);
  } catch (cause) {
    await client.close();
    throw new DatabaseError(
      'documents.unreachable',
      `The document server cannot be used: ${cause instanceof Error ? cause.message : String(cause)}. Nothing was started and no order was sent. Check that it runs and that MONGODB_URL is right.`,
      { cause },
    );
  }
}

function store(
  client: MongoClient,
  rows: (name: DocumentCollection) => Collection<Row>,
  label: string,
): DocumentStore {
  return {
    label,
    async put(collection, { id, group, at, text, body }) {
      // What JSON cannot carry (undefined members) would come back as null.
      const plain = asRecord(JSON.parse(JSON.stringify(body)));
      await rows(collection).replaceOne({ _id: id }, { group, at, text, body: plain }, { upsert: true });
    },
    async get(collection, id) {
      const row = await rows(collection).findOne({ _id: id });
      return row ? toDocument(row) : undefined;
    },
    async find(collection, { group, text, limit, before }) {
      const found = await rows(collection)
        .find({
          ...(group !== undefined && { group }),
          ...(before !== undefined && { at: { $lt: before } }),
          // Quoted words are all required, as the SQL store does it.
          ...(text !== undefined && {
            $text: {
              $search: text
                .split(/\s+/)
                .map((word) => `"${word.replaceAll('"', '')}"`)
                .join(' '),
            },
          }),
        })
        .sort({ at: -1, _id: -1 })
        .limit(limit ?? 100)
        .toArray();
      return found.map(toDocument);
    },
    async ping() {
      await client.db().command({ ping: 1 });
    },
    close: () => client.close(),
  };
}

function toDocument({ _id, group, at, text, body }: Row): StoredDocument {
  return { id: _id, group, at, text, body: asRecord(body) };
}
