import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { DocumentStore, StoredDocument } from '../Repositories.ts';
import { documents } from '../schema.ts';
import type { SqlSession } from '../sql/SqlSession.ts';
import { createRetention } from './retention.ts';
import { searchableWords } from './searchableWords.ts';

const rest = z.strictObject({ text: z.string(), body: z.record(z.string(), z.unknown()) });

/**
 * Documents in one table of the SQL database, searched by their words. The document is kept as JSON text and not as
 * jsonb, which takes neither NUL nor half a surrogate pair, both of which people paste into chats.
 */
export function sqlDocuments(session: SqlSession, label: string): DocumentStore {
  const pruneBefore = createRetention();
  return {
    label,
    async put(collection, { id, group, at, text, body }) {
      const row = { collection, id, group, at, words: searchableWords(text), document: { text, body } };
      await session
        .insert(documents)
        .values(row)
        .onConflictDoUpdate({ target: [documents.collection, documents.id], set: row });
      const before = pruneBefore(collection, at);
      if (before !== undefined)
        await session
          .delete(documents)
          .where(and(eq(documents.collection, collection), lt(documents.at, before)));
    },
    async get(collection, id) {
      const [row] = await session
        .select()
        .from(documents)
        .where(and(eq(documents.collection, collection), eq(documents.id, id)));
      return row && toDocument(row);
    },
    async find(collection, { group, text, limit, before }) {
      const rows = await session
        .select()
        .from(documents)
        .where(
          and(
            eq(documents.collection, collection),
            group === undefined ? undefined : eq(documents.group, group),
            text === undefined ? undefined : sql`${documents.search} @@ plainto_tsquery('simple', ${text})`,
            before === undefined ? undefined : lt(documents.at, before),
          ),
        )
        .orderBy(desc(documents.at), desc(documents.id))
        .limit(limit ?? 100);
      return rows.map(toDocument);
    },
    async ping() {
      await session.execute(sql`select 1`);
    },
    async close() {},
  };
}

function toDocument({ id, group, at, document }: typeof documents.$inferSelect): StoredDocument {
  return { id, group, at, ...rest.parse(document) };
}
