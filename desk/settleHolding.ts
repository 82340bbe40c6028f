import type { Actor } from '../domain/actor.ts';
import { decimal } from '../domain/decimal.ts';
import type { InstrumentId } from '../domain/ids.ts';
import type { Desk } from './Desk.ts';
import { protectPosition } from './protectPosition.ts';
import { raiseAlertIn } from './raiseAlert.ts';
import { bookElsewhere } from './reconcile/bookElsewhere.ts';
import { compareHoldings } from './reconcile/compareHoldings.ts';
import type { HoldingDifference } from './reconcile/HoldingDifference.ts';
import { reconcile } from './reconcile.ts';

/** `writtenOff` and `left` are quantities of the base asset. */
export type SettleHoldingResult =
  | { kind: 'settled'; instrument: InstrumentId; writtenOff: string; left: string }
  | { kind: 'conflict'; message: string }
  | { kind: 'forbidden'; message: string };

/**
 * Takes the venue's balance for the truth where the books have more coins than the venue and no sale explains it, as
 * after a withdrawal: by the approver's word, with a reason. The venue is asked anew first. The coins leave the books at
 * what they cost, so that they make neither a profit nor a loss; what the account is worth has fallen all the same.
 *
 * @throws VenueError when the venue could not be asked; nothing is changed then.
 */
export async function settleHolding(
  desk: Desk,
  params: { instrument: InstrumentId; reason: string; actor: Actor },
): Promise<SettleHoldingResult> {
  const { instrument, actor } = params;
  if (actor.role !== 'approver') {
    return {
      kind: 'forbidden',
      message: 'Settling a holding takes the approver’s credential. The books stay as they are.',
    };
  }
  const missing = (await compareHoldings(desk)).find((found) => found.instrument.id === instrument);
  if (!missing) {
    const message = `No ${instrument} is missing: what the books have of it, ${desk.venue.label} has too, or a sale there explains it. There is nothing to settle.`;
    return { kind: 'conflict', message };
  }
  const writtenOff = await writeOff(desk, missing, params);
  if (writtenOff === undefined) {
    const message = `The position of ${instrument} has changed meanwhile. Look at it again, and settle what is missing then.`;
    return { kind: 'conflict', message };
  }
  await reconcile(desk, { atStart: false });
  await protectPosition(desk, { instrument });
  return { kind: 'settled', instrument, writtenOff, left: missing.held.toString() };
}

async function writeOff(
  desk: Desk,
  { instrument: { id: instrument }, booked, held }: HoldingDifference,
  { reason, actor }: { reason: string; actor: Actor },
): Promise<string | undefined> {
  const quantity = booked.minus(held).toString();
  return desk.runtime.transact(desk.account, async (unit) => {
    const position = await unit.repositories.positions.get(desk.account, instrument);
    if (!position || !decimal(position.quantity).eq(booked)) return undefined;
    const order = await bookElsewhere(desk, unit, {
      id: `settled-${unit.now}`,
      venueOrderId: '–',
      clientOrderId: null,
      ...{ instrument, side: 'sell', quantity, price: position.averagePrice },
      ...{ fee: '0', feeAsset: desk.currency, liquidity: 'taker' },
      at: Math.max(unit.now + desk.venue.clockOffsetMs, position.updatedAt),
    });
    if (!order) return undefined;
    unit.journal({
      type: 'position.writtenOff',
      subject: instrument,
      actor,
      data: { order, quantity, price: position.averagePrice, reason },
    });
    raiseAlertIn(unit, {
      severity: 'warning',
      code: 'position.writtenOff',
      subject: instrument,
      message: `${quantity} ${instrument} that ${desk.venue.label} does not have were written off by a person: ${reason}. The books say ${held} now, and the stop follows. If the coins were not moved by you, look at who has access to the account.`,
    });
    return quantity;
  });
}
