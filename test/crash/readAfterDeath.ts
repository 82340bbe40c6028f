import { join } from 'node:path';
import { readJournalAnchor } from '../../db/journalAnchor.ts';
import { openDatabase } from '../../db/openDatabase.ts';
import { type JournalReport, verifyJournal } from '../../db/verifyJournal.ts';
import { asOrder, fromRecord } from '../../desk/machineStates.ts';
import type { Fill } from '../../domain/Fill.ts';
import { accountId } from '../../domain/ids.ts';
import type { Order, OrderStatus } from '../../domain/Order.ts';
import { openVenueLog } from '../../venues/simulated/log/VenueLog.ts';

/** Name of the default simulation: its account and the folder of its venue. */
const account = accountId.parse('sim-7');

/** An execution as the venue wrote it down, under the client order id that it was sent with. */
export type VenueTrade = { id: string; clientOrderId: string; at: number };

/** What is left of a desk that has ended, from its own books and from the venue's log. */
export type Remains = {
  orders: { order: Order; status: OrderStatus }[];
  fills: Fill[];
  journal: JournalReport;
  /** How often the venue took an order under each client order id; both legs of an OCO are one. */
  taken: Map<string, number>;
  trades: VenueTrade[];
};

/** Reads both sides of a home on which nothing runs. */
export async function readAfterDeath(home: string): Promise<Remains> {
  const database = await openDatabase({ folder: join(home, 'db') });
  try {
    const records = await database.read.machines.list({ account, machine: 'order@1' });
    return {
      orders: records.map((record) => asOrder(fromRecord(record))),
      fills: await database.read.fills.list({ account }),
      journal: await verifyJournal(
        database.read.journal,
        readJournalAnchor(join(home, 'journal-anchor.json')),
      ),
      ...readVenue(join(home, 'venue', account)),
    };
  } finally {
    await database.close();
  }
}

/** What the log of the simulated venue says that it took and traded. */
export function readVenue(folder: string): Pick<Remains, 'taken' | 'trades'> {
  const log = openVenueLog(folder);
  log.close();
  const names = new Map<number, string>();
  const taken = new Map<string, number>();
  for (const { orders, lists } of log.entries) {
    const legs = new Map(lists.flatMap((list) => list.orders.map((id) => [id, list.clientOrderId])));
    for (const order of orders) {
      if (names.has(order.id)) continue;
      const name = legs.get(order.id) ?? order.clientOrderId;
      const isSecondLeg = order.listId !== -1 && [...names.values()].includes(name);
      names.set(order.id, name);
      if (!isSecondLeg) taken.set(name, (taken.get(name) ?? 0) + 1);
    }
  }
  const trades = log.entries
    .flatMap((entry) => entry.trades)
    .map(({ id, orderId, at }) => ({ id: String(id), clientOrderId: names.get(orderId) ?? '', at }));
  return { taken, trades };
}
