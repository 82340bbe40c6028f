import { deskActor } from '../domain/actor.ts';
import type { ClearedOrder } from '../domain/ClearedOrder.ts';
import type { GateLook } from '../domain/GateLook.ts';
import type { OrderId } from '../domain/ids.ts';
import { decideRisk } from '../machines/risk/decideRisk.ts';
import { toGateLook } from '../machines/risk/toGateLook.ts';
import type { SendOutcome } from '../venues/Venue.ts';
import { latchRunaway } from './breakers/latchRunaway.ts';
import { gatherChain } from './chain/gatherChain.ts';
import { sendOnChain } from './chain/sendOnChain.ts';
import { clearOrder } from './clearOrder.ts';
import type { Desk } from './Desk.ts';
import { lastLook } from './lastLook.ts';
import { asOrder, asProposal, type OrderState, orderAddress, proposalAddress } from './machineStates.ts';
import { liftProtection } from './orders/liftProtection.ts';
import { recordReport } from './orders/recordReport.ts';
import type { Unit } from './Runtime.ts';
import { raiseAlertIn } from './raiseAlert.ts';
import { gatherMarket } from './risk/gatherMarket.ts';
import { gatherRiskInput } from './risk/gatherRiskInput.ts';

/**
 * Sends an intended order once. Judges it a last time, marks it as being sent in a commit of its own, has the venue
 * ask for lease and latch as the last thing before it leaves, and books the venue's answer. Running it again for an
 * order that is past `intended` does nothing. An order on a chain is handed to its transactions in that same commit.
 */
export async function submitOrder(desk: Desk, params: { order: OrderId }): Promise<void> {
  const glanced = await desk.runtime.glance(desk.account, orderAddress(params.order));
  if (!glanced) return;
  const { intent } = asOrder(glanced).order;
  if (intent.role === 'exit') {
    if (!(await isIntended(desk, params.order))) return;
    if (!(await liftProtection(desk, intent))) {
      return lapse(
        desk,
        params.order,
        'The protective stop could not be cancelled, so nothing was sold. The stop still stands.',
      );
    }
  }
  const { chain, planned } = await gatherChain(desk, { ...intent, priceCap: intent.price });
  const market = { ...(await gatherMarket(desk, intent.instrument)), ...(chain && { chain }) };
  const cleared = await desk.runtime.transact(desk.account, async (unit) => {
    const now = await unit.get(orderAddress(params.order));
    if (!now || asOrder(now).status !== 'intended') return undefined;
    const { clearance, look } = await judge(desk, unit, asOrder(now), market);
    const seen = look && { look };
    const runaway =
      'refused' in clearance ? undefined : await latchRunaway(desk, unit, asOrder(now).order.intent);
    if (runaway) return void (await lapseIn(unit, params.order, runaway));
    if ('refused' in clearance) {
      await unit.tell(
        orderAddress(params.order),
        { type: 'intent.lapsed', reason: clearance.refused, at: unit.now, ...seen },
        deskActor,
      );
      return undefined;
    }
    await unit.tell(orderAddress(params.order), { type: 'send.began', at: unit.now, ...seen }, deskActor);
    if (!desk.dex) return clearance;
    return void (await sendOnChain(desk, unit, clearance, planned));
  });
  if (!cleared) return;
  const outcome = await desk.venue.sendOrder(cleared, lastLook(desk, cleared));
  await recordOutcome(desk, cleared, outcome);
}

async function isIntended(desk: Desk, order: OrderId): Promise<boolean> {
  const stored = await desk.runtime.transact(desk.account, (unit) => unit.get(orderAddress(order)));
  return stored !== undefined && asOrder(stored).status === 'intended';
}

async function judge(
  desk: Desk,
  unit: Unit,
  { order }: OrderState,
  market: Awaited<ReturnType<typeof gatherMarket>>,
): Promise<{ clearance: ReturnType<typeof clearOrder>; look?: GateLook }> {
  const { intent } = order;
  const refuse = (refused: string) => ({ clearance: { refused } });
  if (unit.now > intent.sendBefore)
    return refuse('It was not sent in time. The price may be another by now.');
  if (intent.role === 'protection') {
    const position = await unit.repositories.positions.get(desk.account, intent.instrument);
    return {
      clearance: clearOrder(intent, { kind: 'protection', heldQuantity: position?.quantity ?? '0' }),
    };
  }
  const stored = intent.proposal && (await unit.get(proposalAddress(intent.proposal)));
  if (!stored) return refuse('There is no approved proposal for this order.');
  const { proposal } = asProposal(stored);
  const input = await gatherRiskInput(desk, unit, market, { phase: 'send', proposal, order: intent });
  const ruling = decideRisk(input);
  return {
    clearance: clearOrder(intent, { kind: 'approved', proposal, ruling }),
    look: toGateLook(input, ruling),
  };
}

async function lapse(desk: Desk, order: OrderId, reason: string): Promise<void> {
  await desk.runtime.transact(desk.account, (unit) => lapseIn(unit, order, reason));
}

async function lapseIn(unit: Unit, order: OrderId, reason: string): Promise<void> {
  await unit.tell(orderAddress(order), { type: 'intent.lapsed', reason, at: unit.now }, deskActor);
}

const outcomeEvent = {
  rejected: 'send.rejected',
  misconfigured: 'send.rejected',
  retryLater: 'send.deferred',
  unknown: 'send.becameAmbiguous',
} as const;

async function recordOutcome(desk: Desk, order: ClearedOrder, outcome: SendOutcome): Promise<void> {
  if (outcome.kind === 'accepted') {
    await recordReport(desk, outcome.report);
    return;
  }
  await desk.runtime.transact(desk.account, async (unit) => {
    const type = outcomeEvent[outcome.kind];
    const event = { type, reason: outcome.reason, at: unit.now };
    const after = await unit.tell(orderAddress(order.id), event, deskActor);
    // The venue's stream may have told meanwhile what the answer did not.
    if (!after.handled || outcome.kind === 'retryLater') return;
    raiseAlertIn(unit, {
      severity: outcome.kind === 'unknown' ? 'critical' : 'warning',
      code: `order.${outcome.kind}`,
      subject: order.id,
      message:
        outcome.kind === 'unknown'
          ? `It is not known whether ${desk.venue.label} took ${order.id}: ${outcome.reason}. Its exposure stays reserved and the venue is being asked.`
          : `${desk.venue.label} refused ${order.id}: ${outcome.reason}. Nothing was traded.`,
    });
  });
}
