import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeFileDurably } from './writeFileDurably.ts';

const schema = z.strictObject({ sequence: z.int().nonnegative(), hash: z.string(), at: z.int() });

/** Number and hash of the journal's last entry at a time, kept outside the database so that a cut tail shows. */
export type JournalAnchor = z.infer<typeof schema>;

/** Writes the anchor durably. */
export function writeJournalAnchor(path: string, anchor: JournalAnchor): void {
  writeFileDurably(path, JSON.stringify(anchor));
}

/** The anchor as last written; null when there is none yet. */
export function readJournalAnchor(path: string): JournalAnchor | null {
  return existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
}
