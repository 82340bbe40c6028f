import { expect, test, vi } from 'vitest';
import { toolContext } from '../test/fixtures/toolContext.ts';
import { listOrders } from './listOrders.ts';
import { runTool } from './runTool.ts';

vi.mock('../desk/read/listOrders.ts', () => ({
  listOrders: async (_desk: unknown, { limit }: { limit: number }) =>
    ['ETH/USDT', 'ETH/USDT', 'BTC/USDT', 'BTC/USDT', 'BTC/USDT']
      .map((instrument, index) => ({ id: `ORD-${index}`, instrument, status: 'accepted' }))
      .slice(0, limit),
}));

const ask = async (input: object) => runTool(listOrders, await toolContext(), input);

test('default: so many of the newest', async () => {
  expect(await ask({ limit: 3 })).toMatchObject({
    ...{
      summary: '3 open order(s)',
      result: { orders: [{ id: 'ORD-0' }, { id: 'ORD-1' }, { id: 'ORD-2' }] },
    },
  });
});

test('behavior: so many of one instrument, also where newer ones are of another', async () => {
  expect(await ask({ instrument: 'BTC/USDT', limit: 2 })).toMatchObject({
    ...{ summary: '2 open order(s)', result: { orders: [{ id: 'ORD-2' }, { id: 'ORD-3' }] } },
  });
});
