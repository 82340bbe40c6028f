import { decimal, sum } from '../../domain/decimal.ts';
import { chainFills } from '../../machines/chainOrder/chainOrderGuards.ts';
import type { OrderReport, VenueFill, VenueOrderStatus } from '../../venues/Venue.ts';
import type { Desk } from '../Desk.ts';
import { asOrder, orderAddress } from '../machineStates.ts';
import { bookReport } from '../orders/recordReport.ts';
import type { Unit } from '../Runtime.ts';
import { bookFill } from '../recordFill.ts';
import type { ChainState } from './chainStates.ts';

/** What the state of a swap means for its order, which has heard that it is open when the swap was stored. */
const statusOf: Readonly<Record<string, VenueOrderStatus>> = {
  finalised: 'filled',
  reverted: 'rejected',
  replaced: 'expired',
  expired: 'expired',
  lapsed: 'expired',
  cancelled: 'cancelled',
  writtenOff: 'cancelled',
};

/** Books what a swap's final receipts traded, and its end, to its order. Booking it again changes nothing. */
export async function mirrorOrder(desk: Desk, unit: Unit, { chain, status }: ChainState): Promise<void> {
  const stored = await unit.get(orderAddress(chain.intent.id));
  if (!stored) return;
  const fills = chainFills(chain);
  for (const fill of fills) await bookFill(desk, unit, toVenueFill(fill, chain));
  const filled = sum(fills.map(({ quantity }) => quantity)).toString();
  const word = orderStatusOf({ chain, status }, filled);
  if (word) await bookReport(unit, asOrder(stored), toReport(chain, word, filled));
}

/** What a swap means for its order; undefined while it may still trade. */
export function orderStatusOf({ chain, status }: ChainState, filled: string): VenueOrderStatus | undefined {
  const word = statusOf[status];
  // A token that keeps a part of every transfer delivers less than was ordered; the rest will never come.
  const isShort = word === 'filled' && !decimal(filled).eq(chain.intent.quantity);
  return isShort ? 'cancelled' : word;
}

/** The order as a venue would report it. The nonce is what names it on the chain. */
export function toReport(
  { intent, nonce, updatedAt }: ChainState['chain'],
  status: VenueOrderStatus,
  filled: string,
): OrderReport {
  return {
    ...{ status, filled },
    instrument: intent.instrument,
    clientOrderId: intent.clientOrderId,
    venueOrderId: `nonce ${nonce}`,
    side: intent.side,
    type: intent.type,
    quantity: intent.quantity,
    price: intent.price,
    triggerPrice: intent.triggerPrice,
    at: updatedAt,
  };
}

/** An execution as a venue would report it. */
export function toVenueFill(
  fill: ReturnType<typeof chainFills>[number],
  chain: ChainState['chain'],
): VenueFill {
  const { order: _, account: __, ...rest } = fill;
  return { ...rest, clientOrderId: chain.intent.clientOrderId, venueOrderId: `nonce ${chain.nonce}` };
}
