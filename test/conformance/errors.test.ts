import { afterAll, beforeAll, expect, test } from 'vitest';
import { redirectedCcxt } from './redirectedCcxt.ts';
import { type SteeredVenue, steeredVenue } from './steeredVenue.ts';

const btc = 'BTC/USDT';
let steered: SteeredVenue;

beforeAll(async () => {
  steered = await steeredVenue();
});
afterAll(() => steered[Symbol.asyncDispose]());

type Client = SteeredVenue['client'];

test.each<[string, string, (client: Client) => Promise<unknown>]>([
  ['too little money', 'InsufficientFunds', (c) => c.createOrder(btc, 'limit', 'buy', 5, 59_000)],
  ['an amount off the step', 'InvalidOrder', (c) => raw(c, { quantity: '0.000015' })],
  ['a price off the tick', 'InvalidOrder', (c) => raw(c, { price: '59000.005' })],
  ['too small a notional', 'BadRequest', (c) => raw(c, { quantity: '0.00001' })],
  ['a price far off', 'InvalidOrder', (c) => raw(c, { price: '500000' })],
  ['an unknown parameter', 'BadRequest', (c) => raw(c, { colour: 'red' })],
  ['a missing parameter', 'BadRequest', (c) => raw(c, { price: undefined })],
  ['an unknown symbol', 'BadSymbol', (c) => raw(c, { symbol: 'NOPEUSDT' })],
  [
    'a stop that would trigger at once',
    'OrderImmediatelyFillable',
    (c) => c.createOrder(btc, 'market', 'sell', 0.01, undefined, { stopLossPrice: 61_000 }),
  ],
  ['an order that is not there', 'OrderNotFound', (c) => c.fetchOrder('999', btc)],
  ['cancelling what is not there', 'OrderNotFound', (c) => c.cancelOrder('999', btc)],
])('error: %s is a %s to the client', async (_, name, request) => {
  await expect(request(steered.client)).rejects.toMatchObject({ name });
});

test.each([
  ['a wrong secret', { apiKey: 'test-key', secret: 'wrong' }, 'AuthenticationError'],
  ['an unknown key', { apiKey: 'nobody', secret: 'wrong' }, 'AuthenticationError'],
])('error: %s is a %s', async (_, credentials, name) => {
  const client = redirectedCcxt(steered.venue, credentials);
  await expect(client.fetchBalance()).rejects.toMatchObject({ name });
});

test('error: a clock that is off is an InvalidNonce, and the difference mends it', async () => {
  const client = redirectedCcxt(steered.venue);
  client.markets = steered.client.markets;
  client.milliseconds = () => Date.now() - 60_000;
  await expect(client.fetchBalance()).rejects.toMatchObject({ name: 'InvalidNonce' });
  await client.loadTimeDifference();
  client.nonce = () => client.milliseconds() - Number(client.options.timeDifference);
  expect((await client.fetchBalance()).USDT?.free).toBe(100_000);
});

test('error: the same client id twice among open orders is refused', async () => {
  const { client } = steered;
  const place = () => client.createOrder(btc, 'limit', 'buy', 0.01, 59_000, { clientOrderId: 'twice' });
  await place();
  await expect(place()).rejects.toMatchObject({ name: 'InvalidOrder' });
  expect(await client.fetchOpenOrders(btc)).toHaveLength(1);
});

function raw(client: Client, params: Record<string, string | undefined>): Promise<unknown> {
  const order = {
    symbol: 'BTCUSDT',
    side: 'BUY',
    type: 'LIMIT',
    timeInForce: 'GTC',
    quantity: '0.01',
    price: '59000',
  };
  const sent = Object.entries({ ...order, ...params }).filter(([, value]) => value !== undefined);
  return client.privatePostOrder(Object.fromEntries(sent));
}
