import { expect, test, vi } from 'vitest';
import { orderId } from '../domain/ids.ts';
import { toolContext } from '../test/fixtures/toolContext.ts';
import { proposeCancel } from './proposeCancel.ts';
import { runTool } from './runTool.ts';

const id = orderId.parse('ORD-0000000000000001');

vi.mock('../desk/read/readOrder.ts', () => ({
  readOrder: async (_desk: unknown, order: string) => ({
    id: order,
    role: roles.next,
    instrument: 'BTC/USDT',
  }),
}));
const cancelled = vi.hoisted(() => ({ orders: [] as string[] }));
vi.mock('../desk/cancelOrder.ts', () => ({
  cancelOrder: async (_desk: unknown, { order }: { order: string }) => {
    cancelled.orders.push(order);
    return { kind: 'requested', order: { status: 'pendingCancel' } };
  },
}));
const roles = vi.hoisted(() => ({ next: 'entry' }));

test('default: an entry is cancelled', async () => {
  roles.next = 'entry';
  expect(await runTool(proposeCancel, await toolContext(), { order: id })).toMatchObject({ ok: true });
  expect(cancelled.orders).toEqual([id]);
});

test.each(['protection', 'exit', 'emergency'])('error: an order of role %s is out of reach', async (role) => {
  roles.next = role;
  cancelled.orders.length = 0;
  const output = await runTool(proposeCancel, await toolContext(), { order: id });
  expect(output).toMatchObject({ ok: false, code: 'order.notEntry' });
  expect(cancelled.orders).toEqual([]);
});
