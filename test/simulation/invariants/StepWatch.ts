import { hashOfEntry } from '../../../db/linkEntries.ts';
import type { JournalEntry } from '../../../domain/JournalEntry.ts';
import type { World } from '../World.ts';
import { ApprovalBook } from './ApprovalBook.ts';
import { checkApproval } from './checkApproval.ts';
import { ProtectionWatch } from './ProtectionWatch.ts';

/** Journal events after which an order must never be found at the venue. */
const never: ReadonlySet<string> = new Set(['absence.proven', 'send.rejected', 'intent.lapsed']);

/** Looks at the world after every step; remembers how far it has looked. */
export class StepWatch {
  readonly #world: World;
  readonly #protection: ProtectionWatch;
  readonly #approvals = new ApprovalBook();
  /** Orders that the desk says will never trade, with the event that said so. */
  readonly #dead = new Map<string, string>();
  #seen = 0;
  #judged = 0;
  #last: Pick<JournalEntry, 'sequence' | 'hash'> = { sequence: 0, hash: '' };

  constructor(world: World) {
    this.#world = world;
    this.#protection = new ProtectionWatch(world);
  }

  async look(): Promise<void> {
    const world = this.#world;
    await this.#readJournal();
    const { acceptances } = world.exchange;
    for (const acceptance of acceptances.slice(this.#judged)) {
      const wrong = checkApproval(world, this.#approvals, acceptance);
      if (wrong) world.violate('authorised', wrong);
    }
    this.#judged = acceptances.length;
    for (const { intent } of acceptances) {
      const said = this.#dead.get(intent.id);
      if (said) {
        world.violate('deadIsDead', `${intent.id} is at the venue after ${said}`);
        this.#dead.delete(intent.id);
      }
    }
    await this.#protection.look();
  }

  async #readJournal(): Promise<void> {
    const world = this.#world;
    const entries = await world.database.read.journal.list({ after: this.#seen });
    for (const entry of entries) {
      const linked = entry.sequence === this.#last.sequence + 1 && entry.previous === this.#last.hash;
      if (!linked || hashOfEntry(entry) !== entry.hash) {
        world.violate('journal', `entry ${entry.sequence} does not follow the one before`);
      }
      this.#last = entry;
      world.note(`    journal ${entry.sequence} ${entry.type} ${entry.subject} ${describe(entry)}`);
      const wrong = this.#approvals.read(entry);
      if (wrong) world.violate('oneApproval', wrong);
      const died =
        never.has(entry.type) && entry.data.from !== entry.data.to && !isLapseOfProposal(entry.subject);
      if (died) this.#dead.set(entry.subject, entry.type);
    }
    this.#seen = this.#last.sequence;
  }
}

function isLapseOfProposal(subject: string): boolean {
  return subject.startsWith('PRP-');
}

function describe({ data }: JournalEntry): string {
  const { from, to, reason, cause, word, level, report, message } = data;
  const parts = [from && to ? `${from} → ${to}` : '', cause, level, reason, message];
  return [...parts, word && JSON.stringify(word), report && JSON.stringify(report)].filter(Boolean).join(' ');
}
