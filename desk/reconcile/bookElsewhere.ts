import type { OrderId } from '../../domain/ids.ts';
import type { VenueFill } from '../../venues/Venue.ts';
import type { Desk } from '../Desk.ts';
import { orderAddress } from '../machineStates.ts';
import { foreignOrderId } from '../orders/findOrder.ts';
import type { Unit } from '../Runtime.ts';
import { bookFill } from '../recordFill.ts';
import { startAdopted } from './takeInForeign.ts';

/**
 * Books coins that left a position without the desk as an exit with its one fill; `id` is what names it outside.
 * Undefined where it is in the books already.
 */
export async function bookElsewhere(desk: Desk, unit: Unit, left: VenueFill): Promise<OrderId | undefined> {
  const name = `elsewhere-${left.id}`;
  const id = foreignOrderId(`${left.instrument} ${name}`);
  if (await unit.get(orderAddress(id))) return undefined;
  const { instrument, quantity, venueOrderId } = left;
  await startAdopted(
    unit,
    {
      id,
      clientOrderId: name,
      account: desk.account,
      venue: desk.venue.id,
      instrument,
      role: 'exit',
      proposal: null,
      parent: null,
      side: 'sell',
      type: 'market',
      quantity,
      price: null,
      triggerPrice: null,
      targetPrice: null,
      timeInForce: 'ioc',
      reduceOnly: true,
      sendBefore: left.at,
      createdAt: left.at,
    },
    { status: 'filled', venueOrderId, filled: quantity },
  );
  await bookFill(desk, unit, { ...left, id: `${left.id}-elsewhere`, clientOrderId: name });
  return id;
}
