import { orderId } from '../../domain/ids.ts';
import type { OrderIntent } from '../../domain/Order.ts';
import type { Decision, Proposal } from '../../domain/Proposal.ts';
import { decideRisk } from '../../machines/risk/decideRisk.ts';
import { toGateLook } from '../../machines/risk/toGateLook.ts';
import type { Desk } from '../Desk.ts';
import { asProposal, orderAddress, proposalAddress } from '../machineStates.ts';
import { clientOrderIdOf } from '../orders/clientOrderId.ts';
import { newestRevision, showLive } from '../read/toProposalView.ts';
import { gatherRiskInput } from '../risk/gatherRiskInput.ts';
import { alreadyDecided } from './alreadyDecided.ts';
import type { Decided, Deciding } from './Deciding.ts';

/**
 * Approves the newest revision and judges it again. Passing, it stores the order's intent, whose exposure is reserved
 * from then on; failing, the proposal needs another look. What heals by itself (a stale price, a drift, a
 * reconciliation under way) is a conflict and leaves the proposal as it is.
 */
export async function approve(deciding: Deciding): Promise<Decided> {
  const { desk, unit, state, market, decision, actor } = deciding;
  const address = proposalAddress(state.proposal.id);
  if (state.status === 'awaitingApproval') {
    const { canApprove, blockedBecause } = showLive(desk, state);
    if (!canApprove) return { kind: 'conflict', message: blockedBecause.join(' ') };
  }
  const granted = await unit.tell(address, { type: 'approval.granted', decision }, actor);
  if (!granted.handled) return { kind: 'conflict', message: alreadyDecided(state) };

  await unit.tell(address, { type: 'recheck.began' }, actor);
  const { proposal } = asProposal(granted);
  const intent = toIntent(desk, proposal, unit.now);
  const input = await gatherRiskInput(desk, unit, market, { phase: 'decide', proposal, order: intent });
  const ruling = decideRisk(input);
  const look = toGateLook(input, ruling);
  if (!ruling.allowed) {
    const recheck: Decision = {
      ...decision,
      decision: 'recheck',
      reason: look.denials.map((check) => `${check.code}: ${check.message}`).join(' '),
    };
    const failed = await unit.tell(address, { type: 'recheck.failed', decision: recheck, look }, actor);
    return { kind: 'decided', state: asProposal(failed) };
  }
  const passed = await unit.tell(address, { type: 'recheck.passed', order: intent.id, look }, actor);
  await unit.start(orderAddress(intent.id), intent, actor);
  return { kind: 'decided', state: asProposal(passed) };
}

/** The order that the approved terms describe. A market order goes out as immediate-or-cancel at the approved cap. */
function toIntent(desk: Desk, proposal: Proposal, now: number): OrderIntent {
  const { terms } = newestRevision(proposal);
  const id = orderId.parse(`ORD-${desk.ids.next(16)}`);
  return {
    id,
    clientOrderId: clientOrderIdOf(id),
    account: terms.account,
    venue: terms.venue,
    instrument: terms.instrument,
    role: terms.side === 'sell' ? 'exit' : 'entry',
    proposal: terms.proposal,
    proposer: proposal.by.id,
    parent: null,
    side: terms.side,
    type: terms.postOnly ? 'postOnly' : 'limit',
    quantity: terms.quantity,
    price: terms.priceCap,
    triggerPrice: null,
    targetPrice: null,
    timeInForce: terms.timeInForce,
    reduceOnly: terms.reduceOnly,
    sendBefore: now + desk.limits.sendWithinSeconds * 1000,
    createdAt: now,
  };
}
