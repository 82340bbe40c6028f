import { deskActor } from '../domain/actor.ts';
import { decimal } from '../domain/decimal.ts';
import type { Instrument } from '../domain/Instrument.ts';
import type { InstrumentId, OrderId } from '../domain/ids.ts';
import type { Position } from '../domain/Position.ts';
import type { Protection, ProtectionState, ProtectionTerms } from '../machines/protection/Protection.ts';
import type { Desk } from './Desk.ts';
import { asOrder, type OrderState, orderAddress, protectionAddress } from './machineStates.ts';
import { listOpenOrders } from './orders/listOrderStates.ts';
import { entryTerms, findTerms } from './protection/protectionTerms.ts';
import { sellsNow, toProtectiveOrder } from './protection/toProtectiveOrder.ts';
import { toReview } from './protection/toReview.ts';
import type { Unit } from './Runtime.ts';
import { raiseAlertIn } from './raiseAlert.ts';
import { readKill } from './read/readKill.ts';

/** A stop that is refused again and again is sold by price at most this often. */
const betweenSalesMs = 5_000;

/**
 * Keeps the invariant that a position has one live stop of the right size and no stale one. Called after every fill
 * and whenever an order of the instrument ends; calling it when all is well changes nothing. What has to happen is
 * `protection@1`'s to say, by a review of what is held and open; a stop that is to be replaced is cancelled first, and
 * the new one follows when the venue has confirmed that.
 */
export async function protectPosition(
  desk: Desk,
  params: { order: OrderId } | { instrument: InstrumentId },
): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => {
    const changed = 'order' in params ? await readOrder(unit, params.order) : undefined;
    const id = 'order' in params ? changed?.order.intent.instrument : params.instrument;
    const instrument = id && desk.market.instruments.get(id);
    if (!instrument || (await isBeingFlattened(desk, unit))) return;
    const reviewed = await review(desk, unit, instrument, changed);
    if (reviewed) await act(desk, unit, instrument, reviewed);
  });
}

/** While a kill sells everything, a new stop would lock what it is about to sell. */
async function isBeingFlattened(desk: Desk, unit: Unit): Promise<boolean> {
  const kill = await readKill(desk, unit);
  return kill.level === 'flatten' && kill.state !== 'killed';
}

async function readOrder(unit: Unit, id: OrderId): Promise<OrderState | undefined> {
  const stored = await unit.get(orderAddress(id));
  return stored && asOrder(stored);
}

type Reviewed = {
  state: ProtectionState;
  protection: Protection;
  /** Whether this review found something that the last one had not. */
  isNews: boolean;
  stops: readonly OrderState[];
};

/** Tells the machine what changed and what there is; undefined where there is nothing to protect and never was. */
async function review(
  desk: Desk,
  unit: Unit,
  instrument: Instrument,
  changed: OrderState | undefined,
): Promise<Reviewed | undefined> {
  const address = protectionAddress(instrument.id);
  const position = await unit.repositories.positions.get(desk.account, instrument.id);
  const open = (await listOpenOrders(desk, unit.repositories)).filter(
    ({ order }) => order.intent.instrument === instrument.id,
  );
  const event = toReview(instrument, position, open, unit.now);
  const known = await unit.get(address);
  if (!known) {
    if (!position && event.stops.length === 0) return undefined;
    await unit.start(address, { instrument: instrument.id, terms: null, at: unit.now }, deskActor);
  }
  const before = known?.context as Protection | undefined;
  const terms = position && (await newTerms(desk, unit, position, { changed, known: before?.terms ?? null }));
  if (terms) await unit.tell(address, { type: 'entry.traded', ...terms, at: unit.now }, deskActor);
  if (changed?.order.intent.role === 'protection' && changed.status === 'rejected') {
    const { intent, reason } = changed.order;
    const refusal = { order: intent.id, reason: reason ?? 'no reason given', at: changed.order.updatedAt };
    await unit.tell(address, { type: 'stop.refused', ...refusal }, deskActor);
  }
  const after = await unit.tell(address, event, deskActor);
  const seen = new Set(event.stops.map(({ order }) => order));
  return {
    state: after.state as ProtectionState,
    protection: after.context as Protection,
    isNews: after.handled,
    stops: open.filter(({ order }) => seen.has(order.intent.id)),
  };
}

/** The terms that the entry which changed brings along, or where none are known, those of the position's own entries. */
async function newTerms(
  desk: Desk,
  unit: Unit,
  position: Position,
  { changed, known }: { changed: OrderState | undefined; known: ProtectionTerms | null },
): Promise<ProtectionTerms | null> {
  if (decimal(position.quantity).lte(0)) return null;
  const brought = changed && (await entryTerms(unit, changed));
  return brought ?? (known ? null : findTerms(desk, unit, position));
}

async function act(desk: Desk, unit: Unit, instrument: Instrument, reviewed: Reviewed): Promise<void> {
  const { state, protection, isNews, stops } = reviewed;
  switch (state) {
    case 'placing':
      if (stops.length === 0) await place(desk, unit, instrument, protection);
      return;
    case 'replacing':
      return takeBack(unit, stops, 'replace.requested', 'replaced by one of the right size');
    case 'lifting':
      return takeBack(unit, stops, 'cancel.requested', 'its position is closed');
    case 'alarmed':
      if (isNews && protection.alarmedAt === unit.now) callPerson(desk, unit, instrument, protection);
      // A stop that the venue refuses to hold may still be one that it executes, once its price is reached.
      if ((protection.refusals.at(-1)?.at ?? 0) < unit.now - betweenSalesMs && sellsNow(desk, protection))
        await place(desk, unit, instrument, protection);
      return;
    case 'watched':
      if (sellsNow(desk, protection)) await place(desk, unit, instrument, protection);
      return;
    case 'live':
    case 'none':
      return;
  }
}

async function place(desk: Desk, unit: Unit, instrument: Instrument, protection: Protection): Promise<void> {
  const intent = toProtectiveOrder(desk, instrument, protection, unit.now);
  if (intent) await unit.start(orderAddress(intent.id), intent, deskActor);
}

async function takeBack(
  unit: Unit,
  stops: readonly OrderState[],
  type: 'replace.requested' | 'cancel.requested',
  reason: string,
): Promise<void> {
  for (const { order, status } of stops) {
    if (status === 'pendingCancel' || status === 'pendingReplace') continue;
    // The wish is kept until it is known whether the venue has it; said again it would make a stuck send look fresh.
    if (order.cancelRequestedAt !== null && (status === 'sending' || status === 'unknown')) continue;
    await unit.tell(orderAddress(order.intent.id), { type, reason, at: unit.now }, deskActor);
  }
}

function callPerson(
  desk: Desk,
  unit: Unit,
  instrument: Instrument,
  { quantity, terms, refusals }: Protection,
): void {
  raiseAlertIn(unit, {
    severity: 'critical',
    code: 'protection.missing',
    subject: instrument.id,
    message: `${desk.venue.label} refused the stop for ${instrument.id} ${refusals.length} times: ${refusals.at(-1)?.reason ?? 'no reason given'}. The position of ${quantity} ${instrument.base} is unprotected. The desk watches its price and sells at ${terms?.stop} while it runs. Close it or place a stop at the venue by hand.`,
  });
}
