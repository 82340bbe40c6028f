import { expect, test } from 'vitest';
import { instrumentId } from '../../../domain/ids.ts';
import { readFeedTrade } from './readFeedTrade.ts';

const bitcoin = instrumentId.parse('BTC/USDT');
const now = 1_800_000_000_000;
const trade = { id: '7', timestamp: now - 20, price: 60_000.5, amount: 1.5e-7, side: 'sell' };
const read = (found: unknown) => readFeedTrade(bitcoin, found, { now, missed: false });

test('default: a trade, with plain decimals', () => {
  expect(read(trade)).toEqual({
    ...{ instrument: bitcoin, id: '7', price: '60000.5', quantity: '0.00000015', takerSide: 'sell' },
    ...{ exchangeTime: now - 20, missed: false },
  });
  expect(read({ ...trade, id: undefined })).toMatchObject({ id: null });
});

test.each([
  ['that is none', 'gone'],
  ['without a time', { ...trade, timestamp: undefined }],
  ['without a time', { ...trade, timestamp: '2027' }],
  ['with a time that looks like seconds', { ...trade, timestamp: now / 1_000 }],
  ['with a time in the future', { ...trade, timestamp: now + 6_000 }],
  ['with a time more than a day ago', { ...trade, timestamp: now - 86_400_001 }],
  ['without a price above 0', { ...trade, price: 0 }],
  ['without a price above 0', { ...trade, price: '0.000' }],
  ['without a price above 0', { ...trade, price: -1 }],
  ['without a price above 0', { ...trade, price: Number.POSITIVE_INFINITY }],
  ['without a quantity above 0', { ...trade, amount: 0 }],
  ['without a quantity above 0', { ...trade, amount: 'much' }],
  ['without a quantity above 0', { ...trade, amount: 1e21 }],
  ['without a quantity above 0', { ...trade, amount: `0.${'1'.repeat(40)}` }],
  ['without a side', { ...trade, side: undefined }],
])('error: a trade %s', (fault, found) => {
  expect(read(found)).toBe(fault);
});
