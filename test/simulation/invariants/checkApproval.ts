import {
  asOrder,
  asProposal,
  fromRecord,
  orderAddress,
  proposalAddress,
} from '../../../desk/machineStates.ts';
import { hashOf } from '../../../domain/hash.ts';
import type { OrderIntent } from '../../../domain/Order.ts';
import { account } from '../desk/account.ts';
import type { Acceptance } from '../exchange/SimulatedExchange.ts';
import type { World } from '../World.ts';

/** Why the exchange should never have got this order; undefined when all is well. */
export async function checkApproval(world: World, { intent: sent }: Acceptance): Promise<string | undefined> {
  const { machines } = world.database.read;
  const record = await machines.get({ account, ...orderAddress(sent.id) });
  if (!record) {
    return sent.role === 'emergency' && isWrittenDown(world, sent)
      ? undefined
      : `${sent.id} is at the venue and nowhere in the books`;
  }
  const { order } = asOrder(fromRecord(record));
  if (hashOf(order.intent) !== hashOf(sent)) return `${sent.id} went out with other terms than were stored`;
  if (sent.role === 'protection' || sent.role === 'emergency') {
    return sent.side === 'sell' && sent.reduceOnly ? undefined : `${sent.id} protects nothing`;
  }
  const stored = sent.proposal && (await machines.get({ account, ...proposalAddress(sent.proposal) }));
  if (!stored) return `${sent.id} has no proposal`;
  const { proposal } = asProposal(fromRecord(stored));
  const approvals = proposal.decisions.filter(({ decision }) => decision === 'approve');
  const approval = approvals.findLast(({ at }) => at <= sent.createdAt);
  if (!approval) return `${sent.id} of ${proposal.id} has no approval`;
  if (!world.approvals.has(`${proposal.id} ${approval.revision} ${approval.hash}`))
    return `nobody approved revision ${approval.revision} of ${proposal.id}`;
  const newest = proposal.revisions.findLast(({ at }) => at <= sent.createdAt);
  const approved = proposal.revisions.find(({ number }) => number === approval.revision);
  if (!approved || newest !== approved)
    return `${sent.id} is of a revision of ${proposal.id} that was edited`;
  const { terms } = approved;
  const same =
    hashOf(terms) === approval.hash &&
    terms.instrument === sent.instrument &&
    terms.side === sent.side &&
    terms.quantity === sent.quantity &&
    terms.priceCap === sent.price &&
    terms.reduceOnly === sent.reduceOnly;
  if (!same) return `${sent.id} is not what was approved in ${proposal.id}`;
  const taken = world.exchange.acceptances.filter(({ intent }) => intent.proposal === sent.proposal);
  return taken.length > approvals.length
    ? `${taken.length} orders came of ${approvals.length} approvals of ${proposal.id}`
    : undefined;
}

/** What the kill path sends is in its own file first, and in the books when the database is there. */
function isWrittenDown({ desks }: World, sent: OrderIntent): boolean {
  return desks.some(({ home }) =>
    home.killFile.entries().some(({ type, subject }) => type === 'emergency.intended' && subject === sent.id),
  );
}
