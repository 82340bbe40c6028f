import type { JournalEntry } from '../../domain/JournalEntry.ts';
import type { Desk } from '../Desk.ts';

/** Journal entries after a sequence number, oldest first. */
export async function listJournal(
  desk: Desk,
  filter: { after?: number; limit?: number; subject?: string } = {},
): Promise<JournalEntry[]> {
  return desk.database.read.journal.list({ limit: 500, ...filter });
}
