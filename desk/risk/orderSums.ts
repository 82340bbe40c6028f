import type { MachineRecord, Repositories } from '../../db/Repositories.ts';
import type { OrderId } from '../../domain/ids.ts';
import { openOrderStatuses } from '../../domain/Order.ts';
import { type AccountSums, sumsOf, withOrder } from '../../machines/risk/sums/accountSums.ts';
import type { OrderRow } from '../../machines/risk/sums/OrderRow.ts';
import type { Desk } from '../Desk.ts';
import { asOrder, fromRecord } from '../machineStates.ts';
import { listOpenOrders, listOrdersSince } from '../orders/listOrderStates.ts';
import type { Derivation, UnitChanges } from '../Runtime.ts';
import { toOrderRow } from './toOrderRow.ts';

/** The sums with the rows that they were built with. */
export type OrderSums = {
  sums: AccountSums;
  rows: Map<OrderId, OrderRow>;
  /** Ids of closed orders, oldest closing first; one that has opened again is still in it. */
  closed: OrderId[];
};

/** Sums over the account's open orders, and over those of the last `windowMs`, kept up with each change of an order. */
export function orderSums(desk: Desk, windowMs: number): Derivation<OrderSums, AccountSums> {
  return {
    async build(repositories) {
      const rows = await rowsOf(desk, repositories, desk.clock.now() - windowMs);
      const closed = [...rows.values()].filter(isClosed).map(({ id }) => id);
      return { sums: sumsOf(rows.values()), rows, closed: closed.reverse() };
    },
    view({ sums, rows }, changes) {
      return changedRows(changes).reduce((all, row) => withOrder(all, rows.get(row.id), row), sums);
    },
    advance(state, changes) {
      for (const row of changedRows(changes)) {
        state.sums = withOrder(state.sums, state.rows.get(row.id), row);
        state.rows.set(row.id, row);
        if (isClosed(row)) state.closed.push(row.id);
      }
      forget(state, changes.now - windowMs);
      return state;
    },
  };
}

async function rowsOf(
  desk: Desk,
  repositories: Repositories,
  since: number,
): Promise<Map<OrderId, OrderRow>> {
  const open = await listOpenOrders(desk, repositories);
  const recent = await listOrdersSince(desk, repositories, since);
  return new Map([...open, ...recent].map((state) => [state.order.intent.id, toOrderRow(state)]));
}

function changedRows({ machines }: UnitChanges): OrderRow[] {
  return machines.flatMap(({ after }) => (isOrder(after) ? toOrderRow(asOrder(fromRecord(after))) : []));
}

function isOrder({ machine }: MachineRecord): boolean {
  return machine === 'order@1';
}

function isClosed({ status }: OrderRow): boolean {
  return !openOrderStatuses.has(status);
}

/** Leaves out what is closed and older than the window, as far as it lies at the old end. */
function forget(state: OrderSums, since: number): void {
  let gone = 0;
  for (const id of state.closed) {
    const row = state.rows.get(id);
    if (row && isClosed(row)) {
      if (row.createdAt > since) break;
      state.sums = withOrder(state.sums, row, undefined);
      state.rows.delete(id);
    }
    gone += 1;
  }
  if (gone > 0) state.closed.splice(0, gone);
}
