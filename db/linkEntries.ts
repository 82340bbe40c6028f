import { canonicalJson, hashOf, hashOfText, plainCopy } from '../domain/hash.ts';
import { type JournalEntry, type JournalFact, journalEntry, journalFact } from '../domain/JournalEntry.ts';

/** What JSON can carry of a fact, with the JSON of its larger parts: as it is hashed, and as it is stored. */
export type PrintedFact = { readonly fact: JournalFact; readonly actor: string; readonly data: string };

/** An entry with the JSON of its larger parts, so that whoever stores it need not print them again. */
export type LinkedEntry = { readonly entry: JournalEntry; readonly actor: string; readonly data: string };

type Head = { sequence: number; hash: string };

/** Prints a fact once and for all. Throws when it is none. */
export function printFact(given: JournalFact): PrintedFact {
  const fact = journalFact.parse(plainCopy(given));
  // A plain copy has its keys in order, and a record keeps them so: its JSON is the canonical one.
  return { fact, actor: canonicalJson(fact.actor), data: JSON.stringify(fact.data) };
}

/** Gives facts their places in the chain after `head`. What JSON cannot carry is gone before it is hashed. */
export function linkEntries(head: Head, facts: readonly JournalFact[]): JournalEntry[] {
  return linkPrinted(head, facts.map(printFact)).map(({ entry }) => entry);
}

/** The same for facts that were printed before. */
export function linkPrinted(head: Head, facts: readonly PrintedFact[]): LinkedEntry[] {
  let { sequence, hash } = head;
  return facts.map(({ fact, actor, data }) => {
    const body = { ...fact, sequence: sequence + 1, previous: hash };
    sequence += 1;
    hash = hashOfText(printBody(body, { actor, data }));
    return { entry: { ...body, hash }, actor, data };
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
