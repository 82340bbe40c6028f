import { z } from 'zod';
import { actor, origin } from './actor.ts';
import { evidenceRef } from './Evidence.ts';
import { fill } from './Fill.ts';
import { instrument } from './Instrument.ts';
import { accountId, instrumentId, orderId, proposalId, runId } from './ids.ts';
import { limitsInForce } from './Limits.ts';
import { limitChange } from './limitChanges.ts';
import { killLevel, mode, tradingState } from './mode.ts';
import { orderRole, orderStatus, orderType } from './Order.ts';
import { decision, proposalFigures, proposalStatus, revision, side, timeInForce } from './Proposal.ts';
import { decimalString, epochMs } from './schema.ts';
import { verdict } from './Verdict.ts';

/** What the API shows, and the app, the CLI and the tools read. Decimals are strings, times epoch ms. */

export const orderView = z.strictObject({
  id: orderId,
  clientOrderId: z.string(),
  venueOrderId: z.string().nullable(),
  proposal: proposalId.nullable(),
  instrument: instrumentId,
  role: orderRole,
  side,
  type: orderType,
  quantity: decimalString,
  price: decimalString.nullable(),
  triggerPrice: decimalString.nullable(),
  targetPrice: decimalString.nullable(),
  timeInForce,
  status: orderStatus,
  open: z.boolean(),
  filled: decimalString,
  averagePrice: decimalString.nullable(),
  fees: z.array(z.strictObject({ asset: z.string(), amount: decimalString })),
  reason: z.string().nullable(),
  createdAt: epochMs,
  updatedAt: epochMs,
  fills: z.array(fill),
});
export type OrderView = z.infer<typeof orderView>;

/** The market as it stands against what a proposal was shown with. */
export const proposalLive = z.strictObject({
  price: decimalString.nullable(),
  driftPercent: decimalString.nullable(),
  maxDriftPercent: z.number(),
  quoteAgeMs: z.int().nullable(),
  canApprove: z.boolean(),
  /** Why it cannot be approved now, one sentence each; empty when it can. */
  blockedBecause: z.array(z.string()),
});

export const proposalView = z.strictObject({
  id: proposalId,
  revision: z.int(),
  hash: z.string(),
  status: proposalStatus,
  mode,
  account: accountId,
  venue: z.string(),
  instrument: instrumentId,
  side,
  type: z.enum(['market', 'limit']),
  quantity: decimalString,
  limitPrice: decimalString.nullable(),
  priceCap: decimalString,
  timeInForce,
  postOnly: z.boolean(),
  reduceOnly: z.boolean(),
  stop: decimalString.nullable(),
  target: decimalString.nullable(),
  createdAt: epochMs,
  expiresAt: epochMs,
  origin,
  by: actor,
  run: runId.nullable(),
  thesis: z.string(),
  evidence: z.array(evidenceRef),
  verdict,
  figures: proposalFigures.nullable(),
  live: proposalLive,
  decisions: z.array(decision),
  revisions: z.array(revision),
  order: orderView.nullable(),
});
export type ProposalView = z.infer<typeof proposalView>;

export const positionView = z.strictObject({
  instrument: instrumentId,
  quantity: decimalString,
  averagePrice: decimalString,
  lastPrice: decimalString.nullable(),
  value: decimalString,
  percentOfEquity: decimalString,
  realised: decimalString,
  unrealised: decimalString,
  unrealisedPercent: decimalString,
  fees: decimalString,
  /** `watched`: by the desk, at a venue without stops. `pending`: on its way. `unprotected`: missing. */
  protection: z.enum(['protected', 'watched', 'pending', 'unprotected', 'notRequired']),
  stop: decimalString.nullable(),
  target: decimalString.nullable(),
  stopOrder: orderId.nullable(),
});
export type PositionView = z.infer<typeof positionView>;

export const portfolioView = z.strictObject({
  mode,
  account: accountId,
  currency: z.string(),
  equity: decimalString,
  /** Free plus locked quote currency. */
  cash: decimalString,
  cashFree: decimalString,
  cashLocked: decimalString,
  realised: decimalString,
  unrealised: decimalString,
  fees: decimalString,
  dayProfit: decimalString,
  dayProfitPercent: decimalString,
  drawdownPercent: decimalString,
  positions: z.array(positionView),
  balances: z.array(z.strictObject({ asset: z.string(), free: decimalString, locked: decimalString })),
  curve: z.array(z.strictObject({ at: epochMs, equity: decimalString })),
  /** Time of the oldest price or balance in it. */
  asOf: epochMs,
});
export type PortfolioView = z.infer<typeof portfolioView>;

export const killView = z.strictObject({
  state: z.enum(['armed', 'freezing', 'cancelling', 'flattening', 'confirming', 'killed']),
  level: killLevel.nullable(),
  by: actor.nullable(),
  at: epochMs.nullable(),
  reason: z.string().nullable(),
  /** What the venue has confirmed so far, one sentence each, and what could not be done. */
  report: z.array(z.string()),
});
export type KillView = z.infer<typeof killView>;

export const riskView = z.strictObject({
  tradingState,
  /** Why it is not `active`, one sentence each. */
  reasons: z.array(z.string()),
  kill: killView,
  limits: limitsInForce,
  limitsHash: z.string(),
  /** How much of each limit is used now. */
  usage: z.array(
    z.strictObject({
      name: z.string(),
      label: z.string(),
      observed: z.string(),
      limit: z.string(),
      usedPercent: z.number(),
    }),
  ),
  /** What a kill would touch now. */
  exposure: z.strictObject({
    openEntryOrders: z.int(),
    openProtectionOrders: z.int(),
    openPositions: z.int(),
    positionNotional: decimalString,
    estimatedFlattenCost: decimalString,
  }),
});
export type RiskView = z.infer<typeof riskView>;

export const limitsView = z.strictObject({
  /** In force now. */
  limits: limitsInForce,
  limitsHash: z.string(),
  /** Where the configuration is looser; not in force before a person confirms it. */
  waiting: z.array(limitChange),
  /** Hash of what waits, which a confirmation has to carry; null when nothing does. */
  waitingHash: z.string().nullable(),
  /** How the limits came to be, newest first. `key` may be one that this version no longer has. */
  history: z.array(
    z.strictObject({
      sequence: z.int(),
      at: epochMs,
      by: actor,
      kind: z.enum(['adopted', 'tightened', 'loosened']),
      limitsHash: z.string(),
      changes: z.array(limitChange.extend({ key: z.string() })),
      reason: z.string().nullable(),
    }),
  ),
});
export type LimitsView = z.infer<typeof limitsView>;

export const stateView = z.strictObject({
  version: z.string(),
  mode,
  /** Mode in words for the header, e.g. `SIM: generated market, no real money`. */
  modeNotice: z.string(),
  liveTrading: z.string(),
  account: accountId,
  venue: z.strictObject({ id: z.string(), label: z.string(), simulated: z.boolean() }),
  market: z.strictObject({
    kind: z.enum(['generated', 'recorded', 'real', 'testNetwork']),
    label: z.string(),
    feed: z.strictObject({
      state: z.enum(['connecting', 'backfilling', 'live', 'stale', 'reconnecting']),
      since: epochMs,
      reason: z.string(),
    }),
  }),
  analyst: z.strictObject({ provider: z.string(), label: z.string(), ruleBased: z.boolean() }),
  database: z.strictObject({ label: z.string(), durable: z.boolean() }),
  documents: z.strictObject({ label: z.string() }),
  chain: z.strictObject({ configured: z.boolean(), label: z.string() }),
  reconciled: z.boolean(),
  tradingState,
  /** How many limits the configuration loosens that are not in force before a person confirms them. */
  looserLimitsWaiting: z.int(),
  instruments: z.array(instrument),
  pendingProposals: z.int(),
  clockOffsetMs: z.number(),
  startedAt: epochMs,
  now: epochMs,
  /** What the asking credential may do. */
  session: z.strictObject({ actor, canPropose: z.boolean(), canDecide: z.boolean() }),
});
export type StateView = z.infer<typeof stateView>;
