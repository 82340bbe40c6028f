import { hashOf } from '../../../domain/hash.ts';
import type { JournalEntry } from '../../../domain/JournalEntry.ts';
import { type OrderIntent, orderIntent } from '../../../domain/Order.ts';
import { type Decision, decision, type Revision, revision } from '../../../domain/Proposal.ts';

type Story = {
  newest: Revision | undefined;
  approval: Decision | undefined;
  /** The order that it was cleared for, and whether that was stored. */
  cleared: { order: unknown; stored: boolean } | undefined;
};

const unheardOf: Story = { newest: undefined, approval: undefined, cleared: undefined };

/** What every order came from, in the order of the journal: clocks may run backwards, the journal does not. */
export class ApprovalBook {
  readonly #proposals = new Map<string, Story>();
  readonly #orders = new Map<string, { intent: OrderIntent; from: Story }>();

  /** Takes in what happened next. Answers why it should not have; one approval clears once and makes one order. */
  read({ type, subject, data }: JournalEntry): string | undefined {
    const story = this.#proposals.get(subject) ?? unheardOf;
    const { newest, approval, cleared } = story;
    switch (type) {
      case 'proposal.assessed':
        this.#proposals.set(subject, { ...unheardOf, newest: revision.parse(data.revision) });
        return cleared && `${subject} was judged anew although it is cleared`;
      case 'approval.granted':
        this.#proposals.set(subject, { ...story, approval: decision.parse(data.decision) });
        return approval && `revision ${newest?.number} of ${subject} was approved a second time`;
      case 'recheck.passed':
        this.#proposals.set(subject, { ...story, cleared: { order: data.order, stored: false } });
        if (cleared) return `${subject} was cleared a second time`;
        return approval ? undefined : `${subject} was cleared without an approval`;
      case 'intent.lapsed':
        if (cleared) this.#proposals.set(subject, { ...story, cleared: undefined });
        return undefined;
      case 'order.created':
        return this.#readOrder(subject, orderIntent.parse(data.input));
      default:
        return undefined;
    }
  }

  #readOrder(id: string, intent: OrderIntent): string | undefined {
    const from = this.#proposals.get(intent.proposal ?? '') ?? unheardOf;
    this.#orders.set(id, { intent, from });
    if (!intent.proposal) return undefined;
    const { cleared } = from;
    if (cleared?.order !== id || cleared.stored)
      return `${id} was stored and ${intent.proposal} not cleared for it`;
    this.#proposals.set(intent.proposal, { ...from, cleared: { order: id, stored: true } });
    return undefined;
  }

  has(order: string): boolean {
    return this.#orders.has(order);
  }

  /**
   * Why an order should never have left; undefined when it is exactly what a person approved, as he saw it.
   * `asked` holds what people asked for: proposal, revision and hash.
   */
  objection(sent: OrderIntent, asked: ReadonlySet<string>): string | undefined {
    const stored = this.#orders.get(sent.id);
    if (!stored) return `${sent.id} is at the venue and nowhere in the books`;
    if (hashOf(stored.intent) !== hashOf(sent))
      return `${sent.id} went out with other terms than were stored`;
    if (sent.role === 'protection' || sent.role === 'emergency') {
      return sent.side === 'sell' && sent.reduceOnly ? undefined : `${sent.id} protects nothing`;
    }
    const { newest, approval } = stored.from;
    if (!newest || !approval) return `${sent.id} has no approval of the revision that stood`;
    if (!asked.has(`${sent.proposal} ${approval.revision} ${approval.hash}`))
      return `nobody approved revision ${approval.revision} of ${sent.proposal}`;
    const { terms } = newest;
    const same =
      approval.revision === newest.number &&
      hashOf(terms) === approval.hash &&
      terms.instrument === sent.instrument &&
      terms.side === sent.side &&
      terms.quantity === sent.quantity &&
      terms.priceCap === sent.price &&
      terms.reduceOnly === sent.reduceOnly;
    return same ? undefined : `${sent.id} is not what was approved in ${sent.proposal}`;
  }
}
