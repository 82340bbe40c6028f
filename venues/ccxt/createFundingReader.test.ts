import { expect, test } from 'vitest';
import { createFundingReader } from './createFundingReader.ts';
import { type Script, scriptedMarket, startScriptedExchange } from './testing/startScriptedExchange.ts';

const at = 1_700_000_000_000;
const swap = (base: string) => ({
  ...scriptedMarket,
  ...{ symbol: `${base}USDT`, pair: `${base}USDT`, baseAsset: base, contractType: 'PERPETUAL' },
  ...{ marginAsset: 'USDT', underlyingType: 'COIN', deliveryDate: 4_133_404_800_000 },
});
const premium = (over: object = {}): Script => ({
  body: {
    ...{ symbol: 'BTCUSDT', markPrice: '1', lastFundingRate: '0.00010000', time: at },
    ...{ nextFundingTime: at + 3_600_000, ...over },
  },
});
const interest: Script = { body: { symbol: 'BTCUSDT', openInterest: '81234.567', time: at } };

async function read(routes: Record<string, Script>, assets = ['BTC'], timeoutMs = 20_000) {
  await using exchange = await startScriptedExchange();
  const usual: Record<string, Script> = {
    '/fapi/v1/exchangeInfo': { body: { symbols: [swap('BTC'), swap('ETH')] } },
    '/fapi/v1/premiumIndex': premium(),
    '/fapi/v1/openInterest': interest,
  };
  for (const [path, script] of Object.entries({ ...usual, ...routes }))
    exchange.on(`GET ${path}`, () => script);
  await using reader = await createFundingReader({
    ...{ exchange: 'binanceusdm', origin: exchange.restOrigin, timeoutMs },
  });
  return await reader.read(assets);
}

test('default: rate and open interest with their digits and the exchange’s time, of the coins that have a swap', async () => {
  expect(await read({}, ['BTC', 'NOPE'])).toEqual([
    {
      ...{ asset: 'BTC', contract: 'BTC/USDT:USDT', rate: '0.0001', intervalHours: null },
      ...{ nextAt: at + 3_600_000, openInterest: '81234.567', at },
    },
  ]);
});

test.each<[string, Record<string, Script>, string]>([
  ['HTML', { '/fapi/v1/premiumIndex': { body: '<html>maintenance</html>' } }, 'venue.badAnswer'],
  [
    'truncated JSON',
    { '/fapi/v1/premiumIndex': { body: '{"symbol":"BTCUSDT","lastFund' } },
    'venue.badAnswer',
  ],
  ['no rate', { '/fapi/v1/premiumIndex': premium({ lastFundingRate: '' }) }, 'venue.badAnswer'],
  ['words', { '/fapi/v1/premiumIndex': premium({ lastFundingRate: 'buy now' }) }, 'venue.badAnswer'],
  ['a rate of 900%', { '/fapi/v1/premiumIndex': premium({ lastFundingRate: '9' }) }, 'venue.badAnswer'],
  [
    'an open interest below 0',
    { '/fapi/v1/openInterest': { body: { symbol: 'BTCUSDT', openInterest: '-5', time: at } } },
    'venue.badAnswer',
  ],
  ['a dropped connection', { '/fapi/v1/openInterest': 'drop' }, 'venue.unreachable'],
  ['too many requests', { '/fapi/v1/premiumIndex': { status: 429, body: {} } }, 'venue.busy'],
])('error: %s is no funding rate', async (_name, routes, code) => {
  await expect(read(routes)).rejects.toMatchObject({ name: 'VenueError', code });
});

test('error: silence is not waited for for ever', async () => {
  const routes = { '/fapi/v1/premiumIndex': 'hang' } as const;
  await expect(read(routes, ['BTC'], 500)).rejects.toMatchObject({ code: 'venue.unreachable' });
});

test('behavior: who closes it does not wait for an exchange that is silent', async () => {
  await using exchange = await startScriptedExchange();
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  exchange.on('GET /fapi/v1/exchangeInfo', () => {
    resolve();
    return 'hang';
  });
  const reader = await createFundingReader({
    ...{ exchange: 'binanceusdm', origin: exchange.restOrigin, timeoutMs: 600_000 },
  });
  const reading = expect(reader.read(['BTC'])).rejects.toMatchObject({ code: 'venue.unreachable' });
  await asked;
  await reader[Symbol.asyncDispose]();
  await reading;
});

test('error: an exchange or a coin without swaps is named', async () => {
  await expect(read({}, ['NOPE'])).rejects.toMatchObject({ code: 'venue.noFunding' });
  await expect(createFundingReader({ exchange: 'kraken' })).rejects.toMatchObject({
    code: 'venue.noFunding',
  });
  await expect(createFundingReader({ exchange: 'nosuch' })).rejects.toMatchObject({
    code: 'venue.unknownExchange',
  });
});

test.each(['binanceusdm', 'bybit', 'okx', 'hyperliquid', 'krakenfutures'])(
  'default: %s tells funding rates',
  async (exchange) => {
    await using reader = await createFundingReader({ exchange });
    expect(reader.label).toMatch(/\w/);
  },
);
