import type { DocumentCollection } from '../Repositories.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** How long documents are kept, in ms of their own time; those of other collections stay for good. */
export const keptMs: Readonly<Partial<Record<DocumentCollection, number>>> = { news: 30 * dayMs };

const pruneEveryMs = 60 * 60 * 1000;

/**
 * Says with each document that is kept whether older ones are to be forgotten now: the time before which they are, or
 * undefined. Goes by the documents' own times, so that it needs no clock, and at most once for each hour of these.
 */
export function createRetention(): (collection: DocumentCollection, at: number) => number | undefined {
  const prunedAt = new Map<DocumentCollection, number>();
  return (collection, at) => {
    const kept = keptMs[collection];
    const last = prunedAt.get(collection);
    if (kept === undefined || (last !== undefined && at < last + pruneEveryMs)) return undefined;
    prunedAt.set(collection, at);
    return at - kept;
  };
}
