import type { JournalEntry } from '../domain/JournalEntry.ts';
import { findMoved } from './journal/findMoved.ts';
import { isBrokenRow } from './journal/isBrokenRow.ts';
import type { JournalFault } from './journal/JournalFault.ts';
import type { JournalAnchor } from './journalAnchor.ts';
import { hashOfEntry } from './linkEntries.ts';
import type { JournalRepository } from './Repositories.ts';

/**
 * What a verification found; `head` is the hash of the last entry. No faults: the journal is as it was written, as far
 * as an anchor can tell: without one a cut end does not show.
 */
export type JournalReport = { entries: number; head: string; anchored: boolean; faults: JournalFault[] };

type Listing = Pick<JournalRepository, 'list'>;

const page = 1_000;

/**
 * Reads the whole journal and checks it: every entry's hash over its whole content, its link to the one before, that
 * no number is missing, and that every anchor outside the database is still true. `kept` are anchors that an earlier
 * start found untrue.
 */
export async function verifyJournal(
  journal: Listing,
  anchor: JournalAnchor | null,
  kept: readonly JournalAnchor[] = [],
): Promise<JournalReport> {
  const anchors = [...kept, ...(anchor ? [anchor] : [])].filter(({ sequence }) => sequence > 0);
  const places = new Set(anchors.map(({ sequence }) => sequence));
  const faults: JournalFault[] = [];
  const changed: JournalEntry[] = [];
  let last = { sequence: 0, hash: '' };
  let entries = 0;
  const anchored = new Map<number, string>();
  for await (const item of everyEntry(journal)) {
    entries += 1;
    if ('unreadable' in item) {
      faults.push({
        kind: 'changed',
        sequence: item.unreadable,
        message: `Entry ${item.unreadable} was changed: it cannot be read any more.`,
      });
      last = { sequence: item.unreadable, hash: unknownHash };
      continue;
    }
    faults.push(...placeFaults(item, last));
    if (hashOfEntry(item) !== item.hash) changed.push(item);
    if (places.has(item.sequence)) anchored.set(item.sequence, item.hash);
    last = item;
  }
  faults.push(
    ...findMoved(changed),
    ...anchors.flatMap((one) => anchorFaults(one, anchored.get(one.sequence), last.sequence)),
  );
  faults.sort((a, b) => a.sequence - b.sequence);
  return { entries, head: last.hash, anchored: anchor !== null, faults };
}

/** Stands for the hash of an entry that cannot be read, so that the next one is not blamed for its link. */
const unknownHash = '?';

function placeFaults(entry: JournalEntry, before: { sequence: number; hash: string }): JournalFault[] {
  const { sequence } = entry;
  const expected = before.sequence + 1;
  if (sequence > expected) {
    const missing =
      sequence - expected === 1 ? `Entry ${expected} is` : `Entries ${expected} to ${sequence - 1} are`;
    return [{ kind: 'removed', sequence: expected, message: `${missing} missing: removed.` }];
  }
  if (before.hash === unknownHash || entry.previous === before.hash) return [];
  return [
    {
      kind: 'unlinked',
      sequence,
      message: `Entry ${sequence} does not follow the one before it: that one was changed, or entries were removed, replaced or reordered here.`,
    },
  ];
}

function anchorFaults(anchor: JournalAnchor, anchored: string | undefined, last: number): JournalFault[] {
  const { sequence } = anchor;
  if (sequence > last) {
    const message = `The end is cut off: entries ${last + 1} to ${sequence} were there and are gone.`;
    return [{ kind: 'cut', sequence: last + 1, message }];
  }
  if (anchored === undefined || anchored === anchor.hash) return [];
  const message = `Entry ${sequence} is not the one that was anchored: the journal was rewritten or its end cut off and grown anew, or the anchor was exchanged for another journal’s.`;
  return [{ kind: 'rewritten', sequence, message }];
}

/** All entries in order. One that no longer has the shape of an entry is given by its number alone. */
async function* everyEntry(journal: Listing): AsyncGenerator<JournalEntry | { unreadable: number }> {
  let after = 0;
  for (;;) {
    const batch = await tryList(journal, after, page);
    if (batch !== null) {
      yield* batch;
      if (batch.length < page) return;
      after = batch.at(-1)?.sequence ?? after;
      continue;
    }
    const single = await tryList(journal, after, 1);
    if (single === null) yield { unreadable: after + 1 };
    else yield* single;
    after = single?.[0]?.sequence ?? after + 1;
  }
}

/** Null when a row in it is broken; any other failure, such as a lost connection, is the caller's. */
async function tryList(journal: Listing, after: number, limit: number): Promise<JournalEntry[] | null> {
  try {
    return await journal.list({ after, limit });
  } catch (cause) {
    if (isBrokenRow(cause)) return null;
    throw cause;
  }
}
