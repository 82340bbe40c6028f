import { hashOfEntry } from '../../db/linkEntries.ts';
import type { DocumentStore, Repositories } from '../../db/Repositories.ts';
import type { JournalEntry } from '../../domain/JournalEntry.ts';
import type { OrderStory, StoryLine } from '../../domain/OrderStory.ts';
import { findSubject } from './story/findSubject.ts';
import { gatherEntries } from './story/gatherEntries.ts';
import type { Told } from './story/Told.ts';
import { tellAccount } from './story/tellAccount.ts';
import { tellEvidence } from './story/tellEvidence.ts';
import { tellOrder } from './story/tellOrder.ts';
import { tellProposal } from './story/tellProposal.ts';

/** Where a story is read from; a database without a desk will do. */
export type StorySources = { read: Repositories; documents: DocumentStore };

/**
 * Tells the whole story of an order from the market event on, out of the journal and the stored evidence. `id` is an
 * order's, a proposal's or a client order id. Undefined when the journal knows no such thing.
 */
export async function explainOrder(sources: StorySources, id: string): Promise<OrderStory | undefined> {
  const { journal } = sources.read;
  const subject = await findSubject(journal, id);
  if (!subject) return undefined;
  const { entries, others } = await gatherEntries(journal, subject);
  const lines: StoryLine[] = [];
  for (const entry of entries) {
    const evidence = entry.type === 'proposal.created' ? await tellEvidence(sources.documents, entry) : [];
    for (const told of [...evidence, ...tell(entry, others)]) lines.push(toLine(told, entry));
  }
  const [first] = entries;
  if (!first) return undefined;
  return {
    account: first.account,
    proposal: subject.proposal,
    orders: subject.orders,
    lines: marketFirst(lines),
  };
}

/** What was seen of the market when it was proposed stands before the proposal, which its entry follows. */
function marketFirst(lines: readonly StoryLine[]): StoryLine[] {
  const asked = lines.findIndex(({ kind }) => kind === 'evidence' || kind === 'asked');
  const seen = lines.findIndex(({ kind }) => kind === 'market');
  const market = lines[seen];
  if (asked === -1 || market === undefined || seen < asked) return [...lines];
  return [...lines.slice(0, asked), market, ...lines.slice(asked, seen), ...lines.slice(seen + 1)];
}

function tell(entry: JournalEntry, others: ReadonlyMap<string, string>): Told[] {
  const { subject, type } = entry;
  if (type === 'alert.raised' || type === 'position.changed') return tellAccount(entry);
  if (subject.startsWith('PRP-')) return tellProposal(entry);
  if (subject.startsWith('ORD-')) return tellOrder(entry, others.get(subject));
  return tellAccount(entry);
}

function toLine({ kind, text, details = [], at, by }: Told, entry: JournalEntry): StoryLine {
  const { sequence, hash } = entry;
  return {
    at: at ?? entry.at,
    kind,
    text,
    details,
    by: by === undefined ? entry.actor : by,
    proof: { sequence, hash, intact: hashOfEntry(entry) === hash },
  };
}
