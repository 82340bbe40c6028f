import { z } from 'zod';
import { actor, origin } from './actor.ts';
import { evidenceRef } from './Evidence.ts';
import { accountId, instrumentId, orderId, proposalId, runId } from './ids.ts';
import { mode } from './mode.ts';
import { decimalString, epochMs, positiveDecimal } from './schema.ts';
import { verdictOutcome } from './Verdict.ts';

export const side = z.enum(['buy', 'sell']);
export const timeInForce = z.enum(['gtc', 'ioc', 'fok']);

/** What a caller may ask for. Exactly one of `quantity` (base units) and `notional` (quote units). */
export const proposalRequest = z
  .strictObject({
    instrument: instrumentId,
    side,
    type: z.enum(['market', 'limit']),
    quantity: positiveDecimal.optional(),
    notional: positiveDecimal.optional(),
    limitPrice: positiveDecimal.optional(),
    /** Trigger price of the protective stop that follows an entry. */
    stop: positiveDecimal.optional(),
    /** Price at which the position is to be closed with a profit. */
    target: positiveDecimal.optional(),
    timeInForce: timeInForce.optional(),
    postOnly: z.boolean().optional(),
    /** True for closing: may only make an open position smaller. */
    reduceOnly: z.boolean().optional(),
    thesis: z.string().max(2000).optional(),
  })
  .refine((request) => (request.quantity === undefined) !== (request.notional === undefined), {
    path: ['quantity'],
    error: 'give exactly one of quantity (base units) and notional (quote units)',
  })
  .refine((request) => (request.type === 'limit') === (request.limitPrice !== undefined), {
    path: ['limitPrice'],
    error: 'a limit order needs limitPrice, and a market order takes none',
  });
export type ProposalRequest = z.infer<typeof proposalRequest>;

/** Fields of a waiting proposal that an edit may change; never instrument, side or expiry. */
export const proposalEdits = z.strictObject({
  quantity: positiveDecimal.optional(),
  limitPrice: positiveDecimal.optional(),
  stop: positiveDecimal.nullable().optional(),
  target: positiveDecimal.nullable().optional(),
});
export type ProposalEdits = z.infer<typeof proposalEdits>;

/** Exactly what is approved; the proposal's hash is taken over this object. */
export const proposalTerms = z.strictObject({
  proposal: proposalId,
  mode,
  account: accountId,
  venue: z.string(),
  instrument: instrumentId,
  side,
  type: z.enum(['market', 'limit']),
  quantity: positiveDecimal,
  /** Worst price at which the order may trade: the limit, or the cap of a market order. */
  priceCap: positiveDecimal,
  timeInForce,
  postOnly: z.boolean(),
  reduceOnly: z.boolean(),
  stop: positiveDecimal.nullable(),
  target: positiveDecimal.nullable(),
  expiresAt: epochMs,
  limitsHash: z.string(),
});
export type ProposalTerms = z.infer<typeof proposalTerms>;

/** Numbers that the gate worked with, for the card. Money in quote units, shares in percent. */
export const proposalFigures = z.strictObject({
  notional: decimalString,
  percentOfEquity: decimalString,
  stopPercent: decimalString.nullable(),
  targetPercent: decimalString.nullable(),
  rewardToRisk: decimalString.nullable(),
  /** Loss if the stop fills at its trigger, with fees and slippage in it; gaps can exceed it. */
  riskAtStop: decimalString.nullable(),
  riskPercentOfEquity: decimalString.nullable(),
  fees: decimalString,
  slippage: decimalString,
  /** Mid price that was shown, and its exchange time. */
  referencePrice: decimalString,
  referenceTime: epochMs,
});
export type ProposalFigures = z.infer<typeof proposalFigures>;

/** One revision: its terms, their hash, and how the gate ruled; the words are in the journal, with its assessment. */
export const revision = z.strictObject({
  number: z.int().positive(),
  hash: z.string(),
  terms: proposalTerms,
  verdict: verdictOutcome,
  figures: proposalFigures.nullable(),
  by: actor,
  at: epochMs,
});
export type Revision = z.infer<typeof revision>;

/** A person's decision on one revision, or what the clock and the re-check did to it. */
export const decision = z.strictObject({
  decision: z.enum(['approve', 'edit', 'decline', 'expire', 'recheck']),
  by: actor,
  at: epochMs,
  revision: z.int(),
  hash: z.string(),
  reason: z.string().nullable(),
});
export type Decision = z.infer<typeof decision>;

export const proposalStatus = z.enum([
  'assessing',
  'denied',
  'awaitingApproval',
  'declined',
  'expired',
  'approved',
  'rechecking',
  'cleared',
  'needsReapproval',
]);
export type ProposalStatus = z.infer<typeof proposalStatus>;

/** A proposal with its whole history; the context of the `proposal@1` machine. */
export const proposal = z.strictObject({
  id: proposalId,
  account: accountId,
  origin,
  by: actor,
  run: runId.nullable(),
  createdAt: epochMs,
  expiresAt: epochMs,
  thesis: z.string(),
  evidence: z.array(evidenceRef),
  /** Newest last; the last one is what can be decided. */
  revisions: z.array(revision).min(1),
  decisions: z.array(decision),
  order: orderId.nullable(),
});
export type Proposal = z.infer<typeof proposal>;
