import type { Repositories } from '../../../db/Repositories.ts';
import { type OrderId, orderId, type ProposalId, proposalId } from '../../../domain/ids.ts';
import { orderIdOf } from '../../orders/clientOrderId.ts';
import { createdOrder, orderOfProposal } from './facts.ts';

/** What a story is about: a proposal and all orders that came of it, or an order that the desk made by itself. */
export type StorySubject = { proposal: ProposalId | null; orders: OrderId[] };

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
  return intent.proposal ? ofProposal(journal, intent.proposal) : { proposal: null, orders: [order] };
}

async function ofProposal(
  journal: Repositories['journal'],
  proposal: ProposalId,
): Promise<StorySubject | undefined> {
  const entries = await journal.list({ subject: proposal });
  if (entries.length === 0) return undefined;
  return { proposal, orders: entries.flatMap((entry) => orderOfProposal(entry) ?? []) };
}
