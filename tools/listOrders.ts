import { z } from 'zod';
import { listOrders as list } from '../desk/read/listOrders.ts';
import { instrumentId } from '../domain/ids.ts';
import type { OrderView } from '../domain/views.ts';
import { defineTool } from './Tool.ts';

/** Newest orders that those of one instrument are looked for among. */
const mostSearched = 1_000;

/** Orders of the desk, newest first. */
export const listOrders = defineTool({
  name: 'listOrders',
  description:
    'Orders, newest first: id, role (entry, exit, protection, emergency), side, type, quantity, prices, status, how much is filled. `open: true` for those that may still trade.',
  input: z.strictObject({
    open: z.boolean().default(true),
    instrument: instrumentId.optional(),
    limit: z.int().min(1).max(50).default(20),
  }),
  writes: false,
  trusted: true,
  async run({ desk }, { open, instrument, limit }) {
    const among = instrument === undefined ? limit : mostSearched;
    const orders = (await list(desk, { ...(open ? { open } : {}), limit: among }))
      .filter((order) => instrument === undefined || order.instrument === instrument)
      .slice(0, limit);
    return {
      kind: 'read' as const,
      source: "the desk's books",
      exchangeTime: null,
      instruments: [...new Set(orders.map((order) => order.instrument))],
      figures: [],
      summary: `${orders.length} ${open ? 'open ' : ''}order(s)`,
      result: { orders: orders.map(brief) },
    };
  },
});

function brief(order: OrderView) {
  const { id, proposal, instrument, role, side, type, quantity, price, triggerPrice, targetPrice } = order;
  const { status, open, filled, averagePrice, reason, createdAt } = order;
  return {
    ...{ id, proposal, instrument, role, side, type, quantity, price, triggerPrice, targetPrice },
    ...{ status, open, filled, averagePrice, reason, createdAt },
  };
}
