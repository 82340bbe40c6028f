import type { DocumentStore, StoredDocument } from '../Repositories.ts';

/** Documents in memory; searched by whole words like the others. */
export function memoryDocuments(): DocumentStore {
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
        .filter(
          (document) =>
            text === undefined || words(text).every((word) => words(document.text).includes(word)),
        )
        .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
        .slice(0, limit ?? 100)
        .map((document) => structuredClone(document));
    },
    async ping() {},
    async close() {},
  };
}
