import { createRetention } from '../documents/retention.ts';
import type { DocumentStore, StoredDocument } from '../Repositories.ts';

/** Documents in memory; searched by whole words like the others. */
export function memoryDocuments(): DocumentStore {
  const pruneBefore = createRetention();
  const stored = new Map<string, { collection: string; document: StoredDocument }>();
  const words = (text: string) =>
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}.]+/u)
      .filter(Boolean);
  return {
    label: 'in memory',
    async put(collection, document) {
      stored.set(`${collection}\n${document.id}`, { collection, document: structuredClone(document) });
      const before = pruneBefore(collection, document.at) ?? Number.NEGATIVE_INFINITY;
      for (const [key, row] of stored)
        if (row.collection === collection && row.document.at < before) stored.delete(key);
    },
    async get(collection, id) {
      return structuredClone(stored.get(`${collection}\n${id}`)?.document);
    },
    async find(collection, { group, text, limit, before }) {
      return [...stored.values()]
        .filter((row) => row.collection === collection)
        .map((row) => row.document)
        .filter(
          (document) =>
            (group === undefined || document.group === group) &&
            (before === undefined || document.at < before),
        )
        .filter((document) => text === undefined || holdsAll(words(document.text), words(text)))
        .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
        .slice(0, limit ?? 100)
        .map((document) => structuredClone(document));
    },
    async ping() {},
    async close() {},
  };
}

/** A search for nothing finds nothing. */
function holdsAll(words: readonly string[], searched: readonly string[]): boolean {
  return searched.length > 0 && searched.every((word) => words.includes(word));
}
