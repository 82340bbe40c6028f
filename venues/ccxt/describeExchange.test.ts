import { expect, test } from 'vitest';
import { describeExchange } from './describeExchange.ts';

const all = ['1m', '5m', '15m', '1h', '4h', '1d'];
const noTestNetwork = 'no test network: mode testnet will not be possible there';

test.each([
  ['binance', { label: 'Binance', timeframes: all, barsPerPage: 1_000, testNetwork: true, cannot: [] }],
  ['kraken', { label: 'Kraken', timeframes: all, barsPerPage: 720, cannot: [noTestNetwork] }],
  [
    'coinbase',
    {
      ...{ timeframes: ['1m', '5m', '15m', '1h', '1d'], barsPerPage: 300, testNetwork: false },
      cannot: [
        'no stream of bars: they are asked for, and followed by the trades',
        'no bars of 4h',
        'no stream of own fills: they would have to be read from the orders',
        'no stream of balances: they would have to be asked for',
        noTestNetwork,
      ],
    },
  ],
  ['okx', { label: 'OKX', timeframes: all, credentials: ['apiKey', 'secret', 'password'], cannot: [] }],
  ['bybit', { label: 'Bybit', timeframes: all, barsPerPage: 1_000, testNetwork: true, cannot: [] }],
  [
    'hyperliquid',
    {
      ...{ credentials: ['privateKey', 'walletAddress'], stopOrders: false, fees: null },
      cannot: [
        'no stop orders on spot: a position’s stop would have to be watched by the desk',
        'no fill-or-kill orders',
      ],
    },
  ],
])('default: %s by its own class', async (exchange, expected) => {
  const description = await describeExchange(exchange);
  expect(description).toMatchObject({
    id: exchange,
    precision: 'tickSize',
    clientOrderIds: true,
    ...expected,
  });
  // What mode paper stands on.
  expect(description.streams).toMatchObject({ trades: true, books: true });
});

test('behavior: an exchange without public streams says that mode paper is not possible there', async () => {
  const { cannot } = await describeExchange('bydfi');
  expect(cannot).toContain('no mode paper: BYDFi streams no public trades or books');
});

test('error: an exchange that ccxt does not know', async () => {
  await expect(describeExchange('moonbase')).rejects.toThrow('is no exchange that ccxt knows');
  await expect(describeExchange('../binance')).rejects.toThrow('is no exchange that ccxt knows');
});
