import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
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

/** Puts an anchor aside that is not true of the journal, so that the next one does not hide what happened. */
export function keepJournalAnchor(path: string, at: number): string {
  const aside = `${path.replace(/\.json$/, '')}-kept-${at}.json`;
  renameSync(path, aside);
  return aside;
}

/** Anchors that were put aside. One that cannot be read is passed over: the person who broke it was told at a start. */
export function readKeptAnchors(path: string): JournalAnchor[] {
  const folder = dirname(path);
  const prefix = `${basename(path, '.json')}-kept-`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .sort()
    .flatMap((name) => {
      try {
        return [schema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))];
      } catch {
        return [];
      }
    });
}
