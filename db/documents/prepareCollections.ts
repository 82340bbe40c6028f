import { isDeepStrictEqual } from 'node:util';
import { type Db, MongoServerError } from 'mongodb';
import type { DocumentCollection } from '../Repositories.ts';

const collections: readonly DocumentCollection[] = [
  'transcripts',
  'evidence',
  'forecasts',
  'overrides',
  'news',
];

/** What every row is; `_id` is unique by MongoDB's own index. */
export const rowValidator = {
  $jsonSchema: {
    bsonType: 'object',
    required: ['_id', 'group', 'at', 'text', 'body'],
    additionalProperties: false,
    properties: {
      _id: { bsonType: 'string', minLength: 1 },
      group: { bsonType: 'string' },
      at: { bsonType: ['long', 'double', 'int'], minimum: 0 },
      text: { bsonType: 'string' },
      body: { bsonType: 'object' },
      exact: { bsonType: 'string' },
      expiresAt: { bsonType: 'date' },
    },
  },
};

/** Makes the collections that are missing, brings their validators up to date, and sees to their indexes. */
export async function prepareCollections(db: Db): Promise<void> {
  const known = new Map((await db.listCollections().toArray()).map((found) => [found.name, found]));
  for (const name of collections) {
    const found = known.get(name);
    if (!found) await db.createCollection(name, { validator: rowValidator }).catch(unlessMade);
    else if (!isDeepStrictEqual(validatorOf(found), rowValidator))
      await db.command({ collMod: name, validator: rowValidator, validationLevel: 'strict' });
    await db.collection(name).createIndexes([
      { key: { group: 1, at: -1 } },
      // Rows without the date stay for good.
      { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
      // No stemming and no stop words, and no key of a document switches its language.
      { key: { text: 'text' }, default_language: 'none', language_override: 'noLanguage' },
    ]);
  }
}

/** Another process that opens the same database may have made it in between. */
function unlessMade(cause: unknown): void {
  if (!(cause instanceof MongoServerError) || cause.codeName !== 'NamespaceExists') throw cause;
}

function validatorOf(found: object): unknown {
  const options = 'options' in found ? found.options : undefined;
  return typeof options === 'object' && options !== null && 'validator' in options
    ? options.validator
    : undefined;
}
