import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { hashSecret, newSecret } from './hashSecret.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * One open page. The browser holds `current`; `next` was handed out and has not come back yet; `previous` is still
 * taken until `previousUntil`, for requests that were on their way when it changed.
 */
export const sessionRecord = z.strictObject({
  id: z.string(),
  current: hash,
  next: hash.nullable(),
  previous: hash.nullable(),
  previousUntil: z.number(),
  createdAt: z.number(),
  rotatedAt: z.number(),
  seenAt: z.number(),
});
export type SessionRecord = z.infer<typeof sessionRecord>;

/** What the home keeps: the cookie's name, which differs between homes since cookies ignore ports, and hashes. */
export const sessionFile = z.strictObject({
  version: z.literal(1),
  cookie: z.string().regex(/^countersign-[0-9a-f]{8}$/),
  sessions: z.array(sessionRecord),
});
export type SessionFile = z.infer<typeof sessionFile>;

/** Reads the sessions of a home. A file that cannot be read ends every session, which a new address mends. */
export function readSessionFile(path: string, warn: (reason: string) => void): SessionFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) warn(String(error));
    return emptyFile();
  }
  try {
    return sessionFile.parse(JSON.parse(text));
  } catch (error) {
    warn(error instanceof Error ? error.message : String(error));
    return emptyFile();
  }
}

function emptyFile(): SessionFile {
  return { version: 1, cookie: `countersign-${hashSecret(newSecret()).slice(0, 8)}`, sessions: [] };
}
