import { deskActor } from '../domain/actor.ts';
import { decimal } from '../domain/decimal.ts';
import type { Instrument } from '../domain/Instrument.ts';
import { type InstrumentId, type OrderId, orderId } from '../domain/ids.ts';
import type { OrderIntent } from '../domain/Order.ts';
import type { Desk } from './Desk.ts';
import { asOrder, type OrderState, orderAddress } from './machineStates.ts';
import { clientOrderIdOf } from './orders/clientOrderId.ts';
import { listOpenOrders, listOrderStates } from './orders/listOrderStates.ts';
import { marketCap } from './proposals/buildTerms.ts';
import { protectionTerms } from './protection/protectionTerms.ts';
import { isAsWanted, type WantedProtection, wantedProtection } from './protection/wantedProtection.ts';
import type { Unit } from './Runtime.ts';
import { raiseAlertIn } from './raiseAlert.ts';
import { readKill } from './read/readKill.ts';

const rejectionWindowMs = 60_000;
const rejectionsBeforeAlarm = 3;
const salesBeforeAlarm = 12;

/**
 * Keeps the invariant that a position has one live stop of the right size and no stale one. Called after every fill
 * and whenever an order of the instrument ends; calling it when all is well changes nothing. A stop that is to be
 * replaced is cancelled first, and the new one follows when the venue has confirmed that.
 */
export async function protectPosition(
  desk: Desk,
  params: { order: OrderId } | { instrument: InstrumentId },
): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => {
    const instrument = await instrumentOf(desk, unit, params);
    if (!instrument || (await isBeingFlattened(desk, unit))) return;
    const position = await unit.repositories.positions.get(desk.account, instrument.id);
    const open = (await listOpenOrders(desk, unit.repositories)).filter(
      ({ order }) => order.intent.instrument === instrument.id,
    );
    // A person looks after a quarantined one; the position needs a stop meanwhile.
    const protections = open.filter(
      ({ order, status }) => order.intent.role === 'protection' && status !== 'quarantined',
    );
    const wanted = position
      ? wantedProtection(instrument, position, await protectionTerms(desk, unit, instrument.id), open)
      : null;

    const [first, ...others] = protections;
    if (wanted && first && others.length === 0 && isAsWanted(first, wanted)) return;
    if (protections.length > 0) {
      await cancelAll(unit, protections, wanted ? 'replaced' : 'closed');
      return;
    }
    if (!wanted) return;
    // Whoever only looks again has been told already.
    await place(desk, unit, instrument, wanted, 'order' in params);
  });
}

/** While a kill sells everything, a new stop would lock what it is about to sell. */
async function isBeingFlattened(desk: Desk, unit: Unit): Promise<boolean> {
  const kill = await readKill(desk, unit);
  return kill.level === 'flatten' && kill.state !== 'killed';
}

/** The instrument to look at: named, or the one of the order that changed. */
async function instrumentOf(
  desk: Desk,
  unit: Unit,
  params: { order: OrderId } | { instrument: InstrumentId },
): Promise<Instrument | undefined> {
  if ('instrument' in params) return desk.market.instruments.get(params.instrument);
  const stored = await unit.get(orderAddress(params.order));
  return stored && desk.market.instruments.get(asOrder(stored).order.intent.instrument);
}

async function cancelAll(
  unit: Unit,
  protections: readonly OrderState[],
  why: 'replaced' | 'closed',
): Promise<void> {
  const request =
    why === 'replaced'
      ? { type: 'replace.requested', reason: 'replaced by one of the right size' }
      : { type: 'cancel.requested', reason: 'its position is closed' };
  for (const { order, status } of protections) {
    if (status === 'pendingCancel' || status === 'pendingReplace') continue;
    await unit.tell(orderAddress(order.intent.id), { ...request, at: unit.now }, deskActor);
  }
}

async function place(
  desk: Desk,
  unit: Unit,
  instrument: Instrument,
  wanted: WantedProtection,
  tells: boolean,
): Promise<void> {
  if (wanted.quantity.times(decimal(wanted.stop)).lt(decimal(instrument.minNotional))) return;
  const rejected = (
    await listOrderStates(desk, unit.repositories, { states: ['rejected'], limit: 20 })
  ).filter(
    ({ order: { intent } }) =>
      intent.instrument === instrument.id &&
      intent.role === 'protection' &&
      intent.createdAt > unit.now - rejectionWindowMs,
  );
  const intent = toIntent(desk, instrument, wanted, unit.now);
  // A stop that the venue refuses to hold may still be one that it executes, once its price is reached.
  const patience = intent.timeInForce === 'gtc' ? rejectionsBeforeAlarm : salesBeforeAlarm;
  if (rejected.length >= patience) {
    if (!tells) return;
    raiseAlertIn(unit, {
      severity: 'critical',
      code: 'protection.missing',
      subject: instrument.id,
      message: `${desk.venue.label} refused the stop for ${instrument.id} ${rejected.length} times: ${rejected[0]?.order.reason ?? 'no reason given'}. The position of ${wanted.quantity} ${instrument.base} is unprotected. The desk watches its price and sells at ${wanted.stop} while it runs. Close it or place a stop at the venue by hand.`,
    });
    return;
  }
  await unit.start(orderAddress(intent.id), intent, deskActor);
}

/** The protective order. Where the price is beyond the stop already, it sells at once instead of resting. */
function toIntent(desk: Desk, instrument: Instrument, wanted: WantedProtection, now: number): OrderIntent {
  const id: OrderId = orderId.parse(`ORD-${desk.ids.next(16)}`);
  const quote = desk.market.quote(instrument.id);
  const crossed = quote !== undefined && decimal(quote.bid).lte(decimal(wanted.stop));
  const passed =
    quote !== undefined && wanted.target !== null && decimal(quote.ask).gte(decimal(wanted.target));
  const sellNow = quote !== undefined && (crossed || passed);
  return {
    id,
    clientOrderId: clientOrderIdOf(id),
    account: desk.account,
    venue: desk.venue.id,
    instrument: instrument.id,
    role: 'protection',
    proposal: null,
    parent: null,
    side: 'sell',
    type: sellNow ? 'limit' : wanted.target ? 'oco' : 'stop',
    quantity: wanted.quantity.toString(),
    price: sellNow ? marketCap(desk, instrument, 'sell', quote).toString() : null,
    triggerPrice: wanted.stop,
    targetPrice: wanted.target,
    timeInForce: sellNow ? 'ioc' : 'gtc',
    reduceOnly: true,
    sendBefore: now + 3_600_000,
    createdAt: now,
  };
}
