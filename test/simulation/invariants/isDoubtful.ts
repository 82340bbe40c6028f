import { asOrder, fromRecord } from '../../../desk/machineStates.ts';
import type { InstrumentId } from '../../../domain/ids.ts';
import { account } from '../desk/account.ts';
import type { World } from '../World.ts';

/**
 * Whether an order keeps a position from being protected until a person has looked, who has been told: its books are in
 * doubt, or it may still sell the same coins at a venue that never says that it will not.
 */
export async function isDoubtful(world: World, instrument: InstrumentId): Promise<boolean> {
  const records = await world.database.read.machines.list({
    ...{ account, machine: 'order@1', states: ['quarantined', 'unknown'] },
  });
  return records.some((record) => {
    const { order, status } = asOrder(fromRecord(record));
    if (order.intent.instrument !== instrument) return false;
    const isLost = order.intent.side === 'sell' && world.windowMs === null;
    return status === 'quarantined' || (isLost && !world.exchange.report(order.intent));
  });
}
