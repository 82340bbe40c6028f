import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { DatabaseError } from './DatabaseError.ts';
import { writeFileDurably } from './writeFileDurably.ts';

const schema = z.strictObject({ sequence: z.int().nonnegative(), hash: z.string(), at: z.int() });

/** Number and hash of the journal's last entry at a time, kept outside the database so that a cut tail shows. */
export type JournalAnchor = z.infer<typeof schema>;

/** Writes the anchor durably. */
export function writeJournalAnchor(path: string, anchor: JournalAnchor): void {
  writeFileDurably(path, JSON.stringify(anchor));
}

/**
 * The anchor as last written; null when there is none yet.
 *
 * @throws DatabaseError when the file is there but is no anchor.
 */
export function readJournalAnchor(path: string): JournalAnchor | null {
  if (!existsSync(path)) return null;
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new DatabaseError(
      'journal.brokenAnchor',
      `${path} should hold the number and hash of the journal's last entry, and does not. Somebody changed it, or the disk failed; without it a cut end of the journal does not show. Keep a copy and remove it to go on.`,
      { cause },
    );
  }
}
