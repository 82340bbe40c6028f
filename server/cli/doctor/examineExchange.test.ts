import { expect, test } from 'vitest';
import { examineExchange } from './examineExchange.ts';

const paper = (exchange: string, storeTradesForDays = 0) =>
  examineExchange({
    ...{ mode: 'paper', venue: { seed: 7, exchange, latencyMs: 150, mirror: null } },
    data: { storeTradesForDays },
  });

test('default: in mode paper it says what the exchange cannot do', async () => {
  const [finding] = await paper('coinbase');
  expect(finding).toMatchObject({ name: 'exchange', state: 'ok' });
  expect(finding?.found).toContain('orders are filled in the simulated venue after 150 ms');
  expect(finding?.found).toContain('no bars of 4h');
  expect(finding?.found).toContain('its trades are not stored');
  const [storing] = await paper('coinbase', 7);
  expect(storing?.found).toContain('its trades are stored for 7 days');
});

test('behavior: other modes need no exchange', async () => {
  const venue = { seed: 7, exchange: 'binance', latencyMs: 150, mirror: null };
  const examine = (storeTradesForDays: number) =>
    examineExchange({ mode: 'sim', venue, data: { storeTradesForDays } });
  expect(await examine(0)).toEqual([]);
  expect(await examine(7)).toMatchObject([
    { name: 'trades', found: expect.stringContaining('nothing is stored') },
  ]);
});

test('error: an exchange without streams, or unknown to ccxt, blocks mode paper', async () => {
  expect(await paper('bydfi')).toMatchObject([{ state: 'blocked' }]);
  expect(await paper('moonbase')).toMatchObject([{ state: 'blocked' }]);
});
