import { z } from 'zod';
import { cancelOrder } from '../desk/cancelOrder.ts';
import { readOrder } from '../desk/read/readOrder.ts';
import { orderId } from '../domain/ids.ts';
import { defineTool } from './Tool.ts';

/** Cancels a working entry order. Anything that protects or closes a position is out of an agent's reach. */
export const proposeCancel = defineTool({
  name: 'proposeCancel',
  description:
    'Cancel a working entry order by its id (from listOrders), when the user asks for it. Only entries: stops, targets and exits cannot be cancelled by an agent.',
  input: z.strictObject({ order: orderId, reason: z.string().max(200).optional() }),
  writes: 'propose',
  trusted: true,
  async run({ desk, actor }, { order: id, reason }) {
    const order = await readOrder(desk, id);
    if (!order) return refused('order.none', `There is no order ${id}. Nothing was cancelled.`);
    if (order.role !== 'entry') {
      return refused(
        'order.notEntry',
        `${id} is a ${order.role} order. Agents cancel entries only; use the order list to cancel it yourself. It still stands.`,
      );
    }
    const result = await cancelOrder(desk, { order: id, actor, ...(reason === undefined ? {} : { reason }) });
    switch (result.kind) {
      case 'requested':
        return {
          kind: 'done' as const,
          summary: `cancel of ${id} requested`,
          result: { order: id, instrument: order.instrument, status: result.order.status },
        };
      case 'conflict':
        return refused('order.conflict', result.message);
      case 'notFound':
        return refused('order.none', `There is no order ${id}. Nothing was cancelled.`);
    }
  },
});

function refused(code: string, message: string) {
  return { kind: 'refused' as const, code, message };
}
