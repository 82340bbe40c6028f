import type { Repositories } from '../../../db/Repositories.ts';
import { decimal } from '../../../domain/decimal.ts';
import type { JournalEntry } from '../../../domain/JournalEntry.ts';
import { limitFactTypes } from '../../limits/limitFacts.ts';
import { createdOrder, positionFacts, stepFacts } from './facts.ts';
import type { StorySubject } from './findSubject.ts';

/** Entries of a story, ascending, and the other orders in it, with what they are for: stops and exits of its position. */
export type StoryEntries = { entries: JournalEntry[]; others: ReadonlyMap<string, string> };

const page = 1_000;
/** What is left of a position below this share of what was bought is dust: the story ends there. */
const dustShare = '0.001';
/** Of the account, not of an order: told as long as the story lasts. */
const accountKinds = /^(kill|level|rearm|cause|operator|human|limits|lease)\./;

/**
 * Reads the journal from the first word on a proposal or order to where its position is gone or the journal ends, and
 * keeps what has to do with it: its own entries, its position, the stops that protect it, and what befell the account.
 */
export async function gatherEntries(
  journal: Repositories['journal'],
  subject: StorySubject,
): Promise<StoryEntries> {
  const own = await Promise.all(
    [subject.proposal, ...subject.orders.map(({ id }) => id)].flatMap((id) =>
      id ? [journal.list({ subject: id })] : [],
    ),
  );
  const sequences = own.flat().map(({ sequence }) => sequence);
  const first = Math.min(...sequences);
  const state = new Scan(subject, Math.max(...sequences));
  const entries = await limitsBefore(journal, own.flat(), first);
  for (let after = first - 1; ; ) {
    const batch = await journal.list({ after, limit: page });
    for (const entry of batch) {
      if (state.isOver(entry.sequence)) return { entries, others: state.others };
      if (state.take(entry)) entries.push(entry);
    }
    if (batch.length < page) return { entries, others: state.others };
    after = batch.at(-1)?.sequence ?? after;
  }
}

/** The limits that were in force when it began. */
async function limitsBefore(
  journal: Repositories['journal'],
  own: readonly JournalEntry[],
  first: number,
): Promise<JournalEntry[]> {
  const account = own[0]?.account;
  if (account === undefined) return [];
  const all = await journal.list({ subject: account, types: limitFactTypes });
  return all.filter(({ sequence }) => sequence < first).slice(-1);
}

/** What is known of the story while it is read. */
class Scan {
  readonly others = new Map<string, string>();
  readonly #subject: StorySubject;
  readonly #lastOwn: number;
  readonly #fills = new Set<string>();
  #instrument: string | undefined;
  #bought = decimal('0');
  #gone = false;

  constructor(subject: StorySubject, lastOwn: number) {
    this.#subject = subject;
    this.#lastOwn = lastOwn;
  }

  /** Its own last entry lies behind, and nothing that it bought is held any more. */
  isOver(sequence: number): boolean {
    return sequence > this.#lastOwn && (this.#bought.isZero() || this.#gone);
  }

  /** Whether an entry belongs to the story; called once for each, ascending. */
  take(entry: JournalEntry): boolean {
    const { subject, type } = entry;
    if (this.#isOwn(subject)) {
      const intent = createdOrder(entry);
      if (intent) this.#instrument = intent.instrument;
      this.#noteFill(entry);
      return true;
    }
    if (this.others.has(subject)) {
      this.#noteFill(entry);
      return true;
    }
    if (subject.startsWith('ORD-')) return this.#takeOther(entry);
    if (type === 'position.changed') return this.#takePosition(entry);
    if (type === 'alert.raised') return subject === this.#instrument || subject === entry.account;
    if (subject === this.#instrument) return this.#holds() && isNews(entry);
    return subject === entry.account && accountKinds.test(type);
  }

  /** Something that it bought is held. */
  #holds(): boolean {
    return !this.#bought.isZero() && !this.#gone;
  }

  #isOwn(subject: string): boolean {
    return subject === this.#subject.proposal || this.#subject.orders.some(({ id }) => id === subject);
  }

  /** A stop or an exit placed while its position is held, or a stop that was cancelled for this order. */
  #takeOther(entry: JournalEntry): boolean {
    const intent = createdOrder(entry);
    const follows =
      intent && intent.role !== 'entry' && this.#holds() && intent.instrument === this.#instrument;
    const { reason } = stepFacts.safeParse(entry.data).data ?? {};
    const ids = [this.#subject.proposal, ...this.#subject.orders.map(({ id }) => id)];
    const madeRoom = entry.type === 'cancel.requested' && ids.some((id) => id && reason?.includes(id));
    if (!follows && !madeRoom) return false;
    this.others.set(entry.subject, intent?.role ?? 'protection');
    return true;
  }

  #noteFill(entry: JournalEntry): void {
    const { fill } = stepFacts.safeParse(entry.data).data ?? {};
    if (!fill) return;
    this.#fills.add(fill.id);
    if (fill.side === 'buy') this.#bought = this.#bought.plus(decimal(fill.quantity));
  }

  #takePosition(entry: JournalEntry): boolean {
    const facts = positionFacts.safeParse(entry.data).data;
    if (!facts || entry.subject !== this.#instrument) return false;
    const isOwn = this.#fills.has(facts.fill);
    const dust = this.#bought.times(dustShare);
    if (!this.#bought.isZero() && decimal(facts.after.quantity).lte(dust)) this.#gone = true;
    return isOwn || this.#gone;
  }
}

/** A look at the position's protection that found nothing new is no part of a story. */
function isNews(entry: JournalEntry): boolean {
  const { from, to } = stepFacts.safeParse(entry.data).data ?? {};
  return from === undefined || from !== to;
}
