import { hashOf } from '../../../domain/hash.ts';
import type { JournalEntry } from '../../../domain/JournalEntry.ts';
import { type OrderIntent, orderIntent } from '../../../domain/Order.ts';
import { type Decision, decision, type Revision, revision } from '../../../domain/Proposal.ts';

type Story = { newest: Revision | undefined; approval: Decision | undefined };

const unheardOf: Story = { newest: undefined, approval: undefined };

/** What every order came from, in the order of the journal: clocks may run backwards, the journal does not. */
export class ApprovalBook {
  readonly #proposals = new Map<string, Story>();
  readonly #orders = new Map<string, { intent: OrderIntent; from: Story }>();

  read({ type, subject, data }: JournalEntry): void {
    const story = this.#proposals.get(subject) ?? unheardOf;
    if (type === 'proposal.assessed') {
      this.#proposals.set(subject, { newest: revision.parse(data.revision), approval: undefined });
    } else if (type === 'approval.granted') {
      const approval = decision.parse(data.decision);
      this.#proposals.set(subject, { ...story, approval });
    } else if (type === 'order.created') {
      const intent = orderIntent.parse(data.input);
      const from = this.#proposals.get(intent.proposal ?? '');
      this.#orders.set(subject, {
        intent,
        from: from ?? unheardOf,
      });
    }
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
