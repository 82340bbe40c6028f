import { expect, test } from 'vitest';
import { testVenue } from '../testing/testVenue.ts';

const order = {
  symbol: 'BTCUSDT',
  side: 'BUY',
  type: 'LIMIT',
  timeInForce: 'IOC',
  price: '61000',
  quantity: '0.01',
};

test('default: an order meets the market that is there when it arrives, not the one when it left', async () => {
  const waits: number[] = [];
  using venue = testVenue({
    latencyMs: 150,
    async pause(ms) {
      waits.push(ms);
      venue.trade('60500.00', { side: 'buy' });
    },
  });
  const { status, body } = await venue.signed('POST', '/api/v3/order', order);
  expect([status, waits]).toEqual([200, [150]]);
  expect(body).toMatchObject({ status: 'FILLED', fills: [{ price: '60500.00000000' }] });
});

test('behavior: cancels travel too, and reads do not', async () => {
  const waits: number[] = [];
  using venue = testVenue({ latencyMs: 150, pause: async (ms) => void waits.push(ms) });
  await venue.ask('/api/v3/depth', { symbol: 'BTCUSDT' });
  await venue.signed('GET', '/api/v3/openOrders');
  expect(waits).toEqual([]);
  await venue.signed('DELETE', '/api/v3/order', { symbol: 'BTCUSDT', orderId: '1' });
  expect(waits).toEqual([150]);
});
