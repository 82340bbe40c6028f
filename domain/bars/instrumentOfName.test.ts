import { expect, test } from 'vitest';
import { instrumentOfName } from './instrumentOfName.ts';

test('default', () => {
  expect(instrumentOfName('ADAUSDT-1h-2025.csv.gz')).toBe('ADA/USDT');
  expect(instrumentOfName('BTCUSD-bitstamp-2h.csv.gz')).toBe('BTC/USD');
  expect(instrumentOfName('ethbtc_1h.csv')).toBe('ETH/BTC');
});

test('error: a name without a quote asset tells none', () => {
  for (const name of ['prices.csv', 'USDT.csv', '-BTCUSDT.csv', '']) {
    expect([name, instrumentOfName(name)]).toEqual([name, undefined]);
  }
});
