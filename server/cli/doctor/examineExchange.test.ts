import { expect, test } from 'vitest';
import { examineExchange } from './examineExchange.ts';

const paper = (exchange: string) =>
  examineExchange({ mode: 'paper', venue: { seed: 7, exchange, latencyMs: 150, mirror: null } });

test('default: in mode paper it says what the exchange cannot do', async () => {
  const [finding] = await paper('coinbase');
  expect(finding).toMatchObject({ name: 'exchange', state: 'ok' });
  expect(finding?.found).toContain('orders are filled in the simulated venue after 150 ms');
  expect(finding?.found).toContain('no bars of 4h');
});

test('behavior: other modes need no exchange', async () => {
  const venue = { seed: 7, exchange: 'binance', latencyMs: 150, mirror: null };
  expect(await examineExchange({ mode: 'sim', venue })).toEqual([]);
});

test('error: an exchange without streams, or unknown to ccxt, blocks mode paper', async () => {
  expect(await paper('bydfi')).toMatchObject([{ state: 'blocked' }]);
  expect(await paper('moonbase')).toMatchObject([{ state: 'blocked' }]);
});
