import { hashOf } from '../domain/hash.ts';
import { type JournalEntry, type JournalFact, journalEntry, journalFact } from '../domain/JournalEntry.ts';

/** Gives facts their places in the chain after `head`. What JSON cannot carry is gone before it is hashed. */
export function linkEntries(
  head: { sequence: number; hash: string },
  facts: readonly JournalFact[],
): JournalEntry[] {
  let { sequence, hash } = head;
  return facts.map((fact) => {
    const plain: unknown = JSON.parse(JSON.stringify(fact));
    const body = { ...journalFact.parse(plain), sequence: sequence + 1, previous: hash };
    sequence += 1;
    hash = hashOf(body);
    return { ...body, hash };
  });
}

/** The hash that an entry should carry. */
export function hashOfEntry(entry: JournalEntry): string {
  const { hash: _, ...body } = journalEntry.parse(entry);
  return hashOf(body);
}
