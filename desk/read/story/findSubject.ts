import type { Repositories } from '../../../db/Repositories.ts';
import { type OrderId, orderId, type ProposalId, proposalId } from '../../../domain/ids.ts';
import { clientOrderIdOf, orderIdOf } from '../../orders/clientOrderId.ts';
import { createdOrder, orderOfProposal } from './facts.ts';

/** What a story is about: a proposal and all orders that came of it, or an order that the desk made by itself. */
export type StorySubject = { proposal: ProposalId | null; orders: { id: OrderId; clientOrderId: string }[] };

/** Finds what an id means: an order's, a proposal's or a client order id. Undefined when the journal knows none. */
export async function findSubject(
  journal: Repositories['journal'],
  id: string,
): Promise<StorySubject | undefined> {
  const asked = id.trim();
  const proposal = proposalId.safeParse(asked.toUpperCase());
  if (proposal.success) return ofProposal(journal, proposal.data);
  const order = orderIdOf(asked.toLowerCase()) ?? orderId.safeParse(asked.toUpperCase()).data;
  if (!order) return undefined;
  const [created] = await journal.list({ subject: order, types: ['order.created'], limit: 1 });
  const intent = created && createdOrder(created);
  if (!intent) return undefined;
  if (intent.proposal) return ofProposal(journal, intent.proposal);
  return { proposal: null, orders: [{ id: order, clientOrderId: intent.clientOrderId }] };
}

async function ofProposal(
  journal: Repositories['journal'],
  proposal: ProposalId,
): Promise<StorySubject | undefined> {
  const entries = await journal.list({ subject: proposal });
  if (entries.length === 0) return undefined;
  const orders = entries.flatMap((entry) => orderOfProposal(entry) ?? []);
  return { proposal, orders: orders.map((order) => ({ id: order, clientOrderId: clientOrderIdOf(order) })) };
}
