import { expect, test } from 'vitest';
import { scriptedMarket, startScriptedExchange } from '../venues/ccxt/testing/startScriptedExchange.ts';
import { openFunding } from './openFunding.ts';

const settings = { origin: null, everyMinutes: 15 };

test('default: an exchange by its name, opened with the first question', async () => {
  await using exchange = await startScriptedExchange();
  const swap = { ...scriptedMarket, contractType: 'PERPETUAL', marginAsset: 'USDT', pair: 'BTCUSDT' };
  const time = 1_700_000_000_000;
  exchange.on('GET /fapi/v1/exchangeInfo', () => ({ body: { symbols: [swap] } }));
  exchange.on('GET /fapi/v1/premiumIndex', () => ({
    body: { symbol: 'BTCUSDT', lastFundingRate: '0.0002', nextFundingTime: time + 1, time },
  }));
  exchange.on('GET /fapi/v1/openInterest', () => ({ body: { symbol: 'BTCUSDT', openInterest: '5', time } }));
  const funding = openFunding({ ...settings, exchange: 'binanceusdm', origin: exchange.restOrigin });
  expect(funding).toMatchObject({ label: 'binanceusdm', everyMs: 900_000 });
  expect(exchange.requests).toEqual([]);
  expect(await funding?.read(['BTC'])).toMatchObject([{ asset: 'BTC', rate: '0.0002', at: time }]);
  await funding?.close();
});

test('behavior: none where no exchange is named', () => {
  expect(openFunding({ ...settings, exchange: null })).toBeNull();
});

test('error: an exchange that there is not fails each question anew, and closes all the same', async () => {
  const funding = openFunding({ ...settings, exchange: 'nosuch' });
  for (const _ of [1, 2])
    await expect(funding?.read(['BTC'])).rejects.toMatchObject({ code: 'venue.unknownExchange' });
  await funding?.close();
});
