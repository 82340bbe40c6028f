import { expect, test } from 'vitest';
import { instrumentId } from '../../../domain/ids.ts';
import { readMarketRules } from './readMarketRules.ts';

const bitcoin = instrumentId.parse('BTC/USDT');
const tickSize = 4;
const market = {
  ...{ base: 'BTC', quote: 'USDT', spot: true, active: true },
  precision: { price: 0.01, amount: 0.00001 },
  limits: { amount: { min: 0.00001, max: 9_000 }, cost: { min: 5, max: undefined } },
};
const read = (changes: object, mode = tickSize) => readMarketRules(bitcoin, { ...market, ...changes }, mode);

test('default: steps and limits as the exchange has them', () => {
  expect(read({})).toEqual({
    ...{ symbol: 'BTCUSDT', base: 'BTC', quote: 'USDT', tradable: true, minNotional: '5' },
    ...{ priceTick: '0.01', quantityStep: '0.00001', minQuantity: '0.00001', maxQuantity: '9000' },
  });
});

test('behavior: decimal places are steps too', () => {
  expect(read({ precision: { price: 1, amount: 4 } }, 2)).toMatchObject({
    priceTick: '0.1',
    quantityStep: '0.0001',
  });
});

test('behavior: a step too fine for the engine becomes coarser, and the least quantity with it', () => {
  const limits = { amount: { min: 0.00000123 }, cost: { min: 0.5 } };
  expect(read({ precision: { price: 0.1, amount: 1e-8 }, limits })).toMatchObject({
    ...{ quantityStep: '0.0000001', minQuantity: '0.0000013', minNotional: '0.5', maxQuantity: '9000000' },
  });
});

test('behavior: what is not active is shown, and cannot be traded', () => {
  expect(read({ active: false })).toMatchObject({ tradable: false });
});

test.each<[string, unknown, number]>([
  ['is not described in a way that can be read', 'nothing', tickSize],
  ['is no spot market there', { ...market, spot: false }, tickSize],
  ['has no steps that are known', { ...market, precision: { price: undefined, amount: 1 } }, tickSize],
  ['has no steps that are known', { ...market, precision: { price: 0, amount: 1 } }, tickSize],
  ['has no steps that are known', market, 3],
  ['has no steps that are known', { ...market, precision: { price: 2, amount: 1e7 } }, 2],
  ...[
    { precision: { price: 1e300, amount: 1e-5 } },
    { precision: { price: 0.01, amount: 1e300 } },
    { limits: { amount: { min: 1e30 } } },
    { limits: { cost: { min: 1e30 } } },
  ].map((over): [string, unknown, number] => [
    'is described with steps or minimums that cannot be',
    { ...market, ...over },
    tickSize,
  ]),
  ['has prices finer than 0.00000001', { ...market, precision: { price: 1e-10, amount: 1 } }, tickSize],
])('error: a market that %s', (fault, found, mode) => {
  expect(readMarketRules(bitcoin, found, mode)).toContain(`BTC/USDT ${fault}`);
});
