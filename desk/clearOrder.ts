import { type ClearedOrder, mintClearedOrder } from '../domain/ClearedOrder.ts';
import { decimal } from '../domain/decimal.ts';
import type { OrderIntent } from '../domain/Order.ts';
import type { Proposal } from '../domain/Proposal.ts';
import type { Ruling } from '../machines/risk/answers.ts';
import { newestRevision } from './read/toProposalView.ts';

/** Why an order may go out: an approved proposal whose last look passed, or the stop of a position that is held. */
export type Clearance =
  | { kind: 'approved'; proposal: Proposal; ruling: Pick<Ruling, 'allowed' | 'denials'> }
  | { kind: 'protection'; heldQuantity: string };

/**
 * The one place where an order becomes one that a venue accepts. Checks once more that the approval is of the terms
 * that the intent carries; returns why not, as a sentence.
 */
export function clearOrder(intent: OrderIntent, clearance: Clearance): ClearedOrder | { refused: string } {
  const refused =
    clearance.kind === 'approved' ? refusal(intent, clearance) : protectionRefusal(intent, clearance);
  return refused ? { refused } : mintClearedOrder(intent);
}

function refusal(
  intent: OrderIntent,
  { proposal, ruling }: Extract<Clearance, { kind: 'approved' }>,
): string | undefined {
  const newest = newestRevision(proposal);
  const approval = proposal.decisions.findLast((decision) => decision.decision === 'approve');
  if (!ruling.allowed) {
    return ruling
      .denials()
      .map((check) => `${check.code}: ${check.message}`)
      .join(' ');
  }
  if (proposal.order !== intent.id) return `${proposal.id} was not cleared for this order.`;
  if (!approval || approval.revision !== newest.number || approval.hash !== newest.hash) {
    return `${proposal.id} has no approval of revision ${newest.number}.`;
  }
  const { terms } = newest;
  const same =
    intent.account === terms.account &&
    intent.venue === terms.venue &&
    intent.instrument === terms.instrument &&
    intent.side === terms.side &&
    intent.type === (terms.postOnly ? 'postOnly' : 'limit') &&
    intent.quantity === terms.quantity &&
    intent.price === terms.priceCap &&
    intent.timeInForce === terms.timeInForce &&
    intent.reduceOnly === terms.reduceOnly;
  return same ? undefined : `The order is not the one that was approved in ${proposal.id}.`;
}

function protectionRefusal(
  { role, reduceOnly, side, quantity, instrument }: OrderIntent,
  { heldQuantity }: Extract<Clearance, { kind: 'protection' }>,
): string | undefined {
  if (role !== 'protection' || !reduceOnly || side !== 'sell')
    return 'Only a reducing order can protect a position.';
  // What was sold since it was meant is not there for it any more, and other coins of the account are not its.
  return decimal(quantity).gt(decimal(heldQuantity))
    ? `Only ${heldQuantity} of ${instrument} is held any more, less than this would sell; a stop of the right size follows.`
    : undefined;
}
