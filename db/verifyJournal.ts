import type { JournalEntry } from '../domain/JournalEntry.ts';
import type { JournalAnchor } from './journalAnchor.ts';
import { hashOfEntry } from './linkEntries.ts';
import type { JournalRepository } from './Repositories.ts';

/** One thing that is wrong with the journal, as a sentence, and the entry that it was found at. */
export type JournalFault = { sequence: number; message: string };
export type JournalReport = { entries: number; head: string; faults: JournalFault[] };

const page = 1_000;

/**
 * Reads the whole journal and checks it: every entry's hash over its whole content, its link to the one before, that
 * no number is missing, and that its end is where the anchor outside the database says it was.
 */
export async function verifyJournal(
  journal: Pick<JournalRepository, 'list'>,
  anchor: JournalAnchor | null,
): Promise<JournalReport> {
  const faults: JournalFault[] = [];
  let last: JournalEntry | undefined;
  let entries = 0;
  let anchored: string | undefined;
  for (;;) {
    const batch = await journal.list({ after: last?.sequence ?? 0, limit: page });
    for (const entry of batch) {
      faults.push(...faultsOf(entry, last));
      if (entry.sequence === anchor?.sequence) anchored = entry.hash;
      last = entry;
      entries += 1;
    }
    if (batch.length < page) break;
  }
  if (anchor && anchor.sequence > (last?.sequence ?? 0)) {
    faults.push({
      sequence: anchor.sequence,
      message: `The end is cut off: entries ${(last?.sequence ?? 0) + 1} to ${anchor.sequence} were there and are gone.`,
    });
  } else if (anchor && anchor.sequence > 0 && anchored !== anchor.hash) {
    faults.push({
      sequence: anchor.sequence,
      message: `Entry ${anchor.sequence} is not the one that was anchored: the journal was rewritten up to there.`,
    });
  }
  return { entries, head: last?.hash ?? '', faults };
}

function faultsOf(entry: JournalEntry, before: JournalEntry | undefined): JournalFault[] {
  const { sequence } = entry;
  const expected = (before?.sequence ?? 0) + 1;
  const faults: JournalFault[] = [];
  if (sequence !== expected) {
    const gap =
      sequence - expected === 1
        ? `Entry ${expected} is missing.`
        : `Entries ${expected} to ${sequence - 1} are missing.`;
    faults.push({ sequence, message: gap });
  }
  if (hashOfEntry(entry) !== entry.hash) {
    faults.push({
      sequence,
      message: `Entry ${sequence} (${entry.type}, ${entry.subject}) was changed: its content does not have its hash.`,
    });
  }
  if (sequence === expected && entry.previous !== (before?.hash ?? '')) {
    faults.push({
      sequence,
      message: `Entry ${sequence} does not follow the one before it: entries were reordered or replaced.`,
    });
  }
  return faults;
}
