import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { z } from 'zod';

const schema = z.strictObject({ sequence: z.int().nonnegative(), hash: z.string(), at: z.int() });

/** Number and hash of the journal's last entry at a time, kept outside the database so that a cut tail shows. */
export type JournalAnchor = z.infer<typeof schema>;

/** Writes the anchor, synced and renamed, so that it is never torn. */
export function writeJournalAnchor(path: string, anchor: JournalAnchor): void {
  const beside = `${path}.new`;
  const file = openSync(beside, 'w', 0o600);
  try {
    writeSync(file, JSON.stringify(anchor));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
}

/** The anchor as last written; null when there is none yet. */
export function readJournalAnchor(path: string): JournalAnchor | null {
  return existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
}
