import type { JournalEntry, JournalFact } from '../../domain/JournalEntry.ts';

/**
 * The kill path's own journal, outside the database: what it asked of the venue and what it was told. The entries are
 * linked like the journal's, in a chain of their own, and are merged into the journal when the database is there.
 */
export interface KillFile {
  /** On disk when it returns. Throws when it could not be written. */
  append(fact: JournalFact): JournalEntry;
  /** Everything in it that can be read, oldest first; also what another process wrote. */
  entries(): readonly JournalEntry[];
}
