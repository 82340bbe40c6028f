import { canonicalJson, hashOf, hashOfText, plainCopy } from '../domain/hash.ts';
import { type JournalEntry, type JournalFact, journalEntry, journalFact } from '../domain/JournalEntry.ts';

/** An entry with the JSON of its larger parts as it was hashed, so that whoever stores it need not print them again. */
export type LinkedEntry = { readonly entry: JournalEntry; readonly actor: string; readonly data: string };

type Head = { sequence: number; hash: string };

/** Gives facts their places in the chain after `head`. What JSON cannot carry is gone before it is hashed. */
export function linkEntries(head: Head, facts: readonly JournalFact[]): JournalEntry[] {
  return linkPrinted(head, facts).map(({ entry }) => entry);
}

/** The same, with what was printed on the way. */
export function linkPrinted(head: Head, facts: readonly JournalFact[]): LinkedEntry[] {
  let { sequence, hash } = head;
  return facts.map((fact) => {
    const body = { ...journalFact.parse(plainCopy(fact)), sequence: sequence + 1, previous: hash };
    // A plain copy has its keys in order, and a record keeps them so: its JSON is the canonical one.
    const printed = { actor: canonicalJson(body.actor), data: JSON.stringify(body.data) };
    sequence += 1;
    hash = hashOfText(printBody(body, printed));
    return { entry: { ...body, hash }, ...printed };
  });
}

/** The hash that an entry should carry. */
export function hashOfEntry(entry: JournalEntry): string {
  const { hash: _, ...body } = journalEntry.parse(entry);
  return hashOf(body);
}

/** The canonical JSON of an entry without its hash. */
function printBody(
  { account, at, previous, sequence, subject, type }: Omit<JournalEntry, 'hash'>,
  { actor, data }: { actor: string; data: string },
): string {
  const [about, kind] = [JSON.stringify(subject), JSON.stringify(type)];
  return `{"account":${JSON.stringify(account)},"actor":${actor},"at":${at},"data":${data},"previous":"${previous}","sequence":${sequence},"subject":${about},"type":${kind}}`;
}
