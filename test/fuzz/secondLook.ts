import fc from 'fast-check';
import { clientOrderIdOf } from '../../desk/orders/clientOrderId.ts';
import { gatherRiskInput } from '../../desk/risk/gatherRiskInput.ts';
import type { Actor } from '../../domain/actor.ts';
import { hashOf } from '../../domain/hash.ts';
import { orderId } from '../../domain/ids.ts';
import type { Limits } from '../../domain/Limits.ts';
import type { Decision, Proposal } from '../../domain/Proposal.ts';
import { assessFigures } from '../../machines/risk/assessFigures.ts';
import { decideRisk } from '../../machines/risk/decideRisk.ts';
import type { RiskInput } from '../../machines/risk/RiskInput.ts';
import { breaches } from './breaches.ts';
import { type Asset, assets, type FuzzWorld, fuzzWorld } from './FuzzWorld.ts';
import { type FuzzDesk, fuzzDesk, fuzzQuote } from './fuzzDesk.ts';

/** What happens between proposing and sending: the market, the clock, and what people decided. */
export type FuzzLater = {
  /** How far every price has moved, as a fraction. */
  moved: number;
  /** One thing of the world that is no longer what it was. */
  change: Partial<FuzzWorld>;
  elapsedMs: number;
  limitsChanged: boolean;
  approvers: 0 | 1 | 2;
  /** What is wrong with the approval; null where nothing is. */
  flaw: (typeof flaws)[number] | null;
};

const flaws = [
  'otherRevision',
  'termsChanged',
  'tooLate',
  'editedSince',
  'byItself',
  'byOperator',
  'usedBefore',
] as const;

const fraction = (from: number, to: number) =>
  fc.integer({ min: from * 1e6, max: to * 1e6 }).map((value) => value / 1e6);
const redrawn = ['depth', 'cash', 'coins', 'orders', 'trades'] as const;
const troubles: readonly Partial<FuzzWorld>[] = [
  ...[{ trading: 'reducing' as const }, { trading: 'halted' as const }, { killed: true }],
  ...[
    { reconciled: false },
    { owns: false },
    { feedLive: false },
    { quoteAgeMs: 30_000 },
    { skewMs: -9_000 },
  ],
  ...[{ dayStart: 1.05 }, { peak: 1.2 }, { lastOff: 0.02 }, { closeOff: -0.03 }, { halfSpread: 0.02 }],
];

/** Mostly nothing much, so that the one thing that has changed decides. */
export const fuzzLater: fc.Arbitrary<FuzzLater> = fc.record({
  moved: fc.oneof(
    { weight: 3, arbitrary: fraction(-0.0025, 0.0025) },
    { weight: 1, arbitrary: fraction(-0.02, 0.02) },
  ),
  change: fc.oneof(
    fc.constant({}),
    fc.constantFrom(...troubles),
    fc.tuple(fuzzWorld, fc.constantFrom(...redrawn)).map(([world, key]) => ({ [key]: world[key] })),
  ),
  elapsedMs: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0, max: 299_999 }) },
    { weight: 1, arbitrary: fc.integer({ min: 300_000, max: 400_000 }) },
  ),
  limitsChanged: fc.oneof(
    { weight: 19, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
  approvers: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(1 as const, 2 as const) },
    { weight: 1, arbitrary: fc.constant(0 as const) },
  ),
  flaw: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...flaws) },
  ),
});

/** The world as it is when a proposal of the earlier one is to be sent. */
export type LaterScene = FuzzDesk & {
  later: FuzzLater;
  earlier: FuzzWorld;
  world: FuzzWorld;
  limits: Limits;
  now: number;
};

export async function laterScene(
  earlier: FuzzWorld,
  later: FuzzLater,
  limits: Limits,
  proposedAt: number,
): Promise<LaterScene> {
  const mid = Object.fromEntries(
    assets.map((asset) => [asset, Number((earlier.mid[asset] * (1 + later.moved)).toFixed(2))]),
  ) as FuzzWorld['mid'];
  const world = { ...earlier, ...later.change, mid };
  const now = proposedAt + later.elapsedMs;
  const inForce = later.limitsChanged ? { ...limits, maxOpenOrders: limits.maxOpenOrders + 1 } : limits;
  return { ...(await fuzzDesk(world, inForce, now)), later, earlier, world, limits: inForce, now };
}

/**
 * The look just before sending at a proposal that the first one let through, with the approvals of the scene.
 * `codes` is what the oracle says would be breached by sending it.
 */
export async function secondLook(
  scene: LaterScene,
  first: RiskInput,
  asset: Asset,
): Promise<{ ruling: ReturnType<typeof decideRisk>; codes: string[] }> {
  const { desk, unit, market, later, limits, now } = scene;
  const { terms, evidence } = first;
  const id = orderId.parse('ORD-FUZZ000000000001');
  const proposal = proposalOf(first, later);
  const input = await gatherRiskInput(desk, unit, market(asset), {
    phase: 'send',
    proposal: later.flaw === 'usedBefore' ? proposal : { ...proposal, order: id },
    order: { id, clientOrderId: clientOrderIdOf(id) },
  });
  const codes = breaches(scene.world, limits, { terms, evidence, now: first.now });
  const rule = (code: string, isKept: boolean) => {
    if (!isKept) codes.push(code);
  };
  const { bid, ask } = fuzzQuote(scene.earlier, asset);
  const shown = (bid + ask) / 2;
  const present = fuzzQuote(scene.world, asset);
  const drift = Math.abs((present.bid + present.ask) / 2 - shown) / shown;
  rule('authority.drift', drift * 100 <= limits.maxDriftPercent * (1 + 1e-9));
  rule('authority.expiry', now < terms.expiresAt);
  rule('authority.limitsUnchanged', !later.limitsChanged);
  rule(`authority: ${later.flaw}`, later.flaw === null);
  const isLarge = Number(terms.quantity) * Number(terms.priceCap) >= Number(limits.largeOrderNotionalQuote);
  const large = isLarge ? limits.minApproversForLargeOrders : 0;
  rule('authority.quorum', later.approvers >= Math.max(1, limits.minApprovers, large));
  return { ruling: decideRisk(input), codes };
}

/** What was proposed at the first look, with the decisions of the scene. */
function proposalOf(first: RiskInput, { approvers, flaw }: FuzzLater): Proposal {
  const { terms, by, origin, now: at } = first;
  const hash = hashOf(terms);
  const approval = (by: Actor): Decision => ({
    decision: 'approve',
    by,
    at: flaw === 'tooLate' ? terms.expiresAt : at,
    revision: flaw === 'otherRevision' ? 2 : 1,
    hash,
    reason: null,
  });
  const person = (id: string): Actor => ({ id, role: 'approver', channel: 'web' });
  const decisions = ['ann', 'bob'].slice(0, approvers).map((name) => approval(person(name)));
  if (flaw === 'byItself') decisions.push(approval(person(by.id)));
  if (flaw === 'byOperator') decisions.push(approval({ ...person('operator'), role: 'operator' }));
  if (flaw === 'editedSince') decisions.push({ ...approval(person('ann')), decision: 'edit' });
  const judged = flaw === 'termsChanged' ? { ...terms, expiresAt: terms.expiresAt + 1 } : terms;
  return {
    ...{ id: terms.proposal, account: terms.account, origin, by, run: null, createdAt: at },
    ...{ expiresAt: terms.expiresAt, thesis: '', evidence: [...first.evidence], decisions },
    revisions: [
      {
        ...{ number: 1, hash, terms: judged, by, at },
        verdict: { allowed: true, denied: 0, assessedAt: at },
        figures: assessFigures(first),
      },
    ],
    order: flaw === 'usedBefore' ? orderId.parse('ORD-FUZZ000000000002') : null,
  };
}
