import { z } from 'zod';
import { evidenceRef } from '../../../domain/Evidence.ts';
import { fill } from '../../../domain/Fill.ts';
import { gateLook } from '../../../domain/GateLook.ts';
import { type OrderId, orderId, proposalId, runId } from '../../../domain/ids.ts';
import type { JournalEntry } from '../../../domain/JournalEntry.ts';
import { decision, proposalTerms, revision } from '../../../domain/Proposal.ts';

/**
 * What a story reads of journal entries. Unknown members are passed over and missing ones are optional: entries may
 * be older than this version, and the story then says less instead of nothing.
 */
const text = z.string().nullish();

const order = z.object({
  id: orderId,
  clientOrderId: z.string(),
  account: z.string(),
  venue: z.string(),
  instrument: z.string(),
  role: z.string(),
  proposal: proposalId.nullable(),
  parent: orderId.nullish(),
  side: z.string(),
  type: z.string(),
  quantity: z.string(),
  price: text,
  triggerPrice: text,
  targetPrice: text,
  timeInForce: z.string(),
  sendBefore: z.number(),
});
export type CreatedOrder = z.infer<typeof order>;

export const proposalFacts = z.object({
  origin: z.string(),
  run: runId.nullable(),
  thesis: z.string(),
  evidence: z.array(z.object(evidenceRef.shape)),
  expiresAt: z.number(),
});
export const assessedFacts = z.object({
  revision: z.object({
    number: revision.shape.number,
    hash: z.string(),
    terms: z.object(proposalTerms.shape),
    /** With its checks in entries that are older than the look. */
    verdict: z.object({
      allowed: z.boolean(),
      checks: z.array(z.object({ code: z.string(), outcome: z.string(), message: z.string() })).catch([]),
    }),
    figures: z.object({ referencePrice: z.string(), referenceTime: z.number() }).nullable(),
  }),
});
export const decidedFacts = z.object({ decision: z.object(decision.shape) });
export const stepFacts = z.object({
  from: text,
  to: text,
  reason: text,
  order: text,
  look: z.object(gateLook.shape).optional().catch(undefined),
  word: z.object({ status: z.string(), venueOrderId: z.string(), filled: z.string() }).optional(),
  fill: z.object(fill.shape).optional(),
});
export type StepFacts = z.infer<typeof stepFacts>;
export const positionFacts = z.object({
  fill: z.string(),
  after: z.object({
    quantity: z.string(),
    averagePrice: z.string(),
    realised: z.string(),
    fees: z.string(),
  }),
});
export const soldFacts = z.object({ quantity: z.string().catch('?'), price: z.string().catch('?') });
export const writtenOffFacts = z.object({ quantity: z.string().catch('?'), reason: z.string().catch('?') });
export const alertFacts = z.object({ severity: z.string(), code: z.string(), message: z.string() });

/** The intent that an `order.created` entry stored; undefined for any other entry. */
export function createdOrder(entry: JournalEntry): CreatedOrder | undefined {
  return entry.type === 'order.created' ? order.safeParse(entry.data.input).data : undefined;
}

/** The order that a proposal was cleared to; undefined for any other entry. */
export function orderOfProposal(entry: JournalEntry): OrderId | undefined {
  return entry.type === 'recheck.passed' ? orderId.safeParse(entry.data.order).data : undefined;
}
