import { z } from 'zod';
import { asRecord } from '../asRecord.ts';
import type { StoredDocument } from '../Repositories.ts';
import { searchableWords } from './searchableWords.ts';

/** A document as MongoDB holds it. */
export type MongoRow = {
  _id: string;
  group: string;
  at: number;
  /** What is searched. */
  text: string;
  body: Record<string, unknown>;
  /** The document as JSON text where BSON or the index would change it; `body` is empty then. */
  exact?: string;
  /** When the server forgets it by itself. */
  expiresAt?: Date;
};

/** NUL in a key, or half a surrogate pair anywhere, do not survive BSON. */
const unsafe = /\\u(?:0000|d[89a-f])/i;
const whole = z.strictObject({ text: z.string(), body: z.record(z.string(), z.unknown()) });

/** `kept`: how long documents of its collection are kept (ms); undefined for good. */
export function toMongoRow(
  { id, group, at, text, body }: StoredDocument,
  kept: number | undefined,
): MongoRow {
  const words = searchableWords(text);
  const json = JSON.stringify({ text, body });
  const expiry = kept === undefined ? {} : { expiresAt: new Date(at + kept) };
  if (words !== text || unsafe.test(json))
    return { _id: id, group, at, text: words, body: {}, exact: json, ...expiry };
  // What JSON cannot carry (undefined members) would come back as null.
  return { _id: id, group, at, text, body: asRecord(JSON.parse(JSON.stringify(body))), ...expiry };
}

export function fromMongoRow({ _id, group, at, text, body, exact }: MongoRow): StoredDocument {
  if (exact !== undefined) return { id: _id, group, at, ...whole.parse(JSON.parse(exact)) };
  return { id: _id, group, at, text, body: asRecord(body) };
}
