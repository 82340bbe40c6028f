import { expect, test } from 'vitest';
import { Exact } from '../../../domain/Exact.ts';
import { instrumentId } from '../../../domain/ids.ts';
import { type Buy, type Buys, isEmpty, noBuys, withBuy } from './buys.ts';

const bitcoin = instrumentId.parse('BTC/USDT');
const priced: Buy = { instrument: bitcoin, remaining: Exact.of('2'), notional: Exact.of('100') };
const unpriced: Buy = { instrument: bitcoin, remaining: Exact.of('3'), notional: undefined };
const shown = ({ priced, unpriced }: Buys) => [
  priced.toDecimal().toString(),
  [...unpriced].map(([id, quantity]) => [id, quantity.toDecimal().toString()]),
];

test('default', () => {
  const both = withBuy(withBuy(noBuys, priced, 1), unpriced, 1);
  expect(shown(both)).toEqual(['100', [['BTC/USDT', '3']]]);
  expect(shown(withBuy(both, unpriced, 1))).toEqual(['100', [['BTC/USDT', '6']]]);
});

test('behavior: what is taken out again leaves nothing, not even a zero', () => {
  const both = withBuy(withBuy(noBuys, priced, 1), unpriced, 1);
  expect(shown(withBuy(both, priced, -1))).toEqual(['0', [['BTC/USDT', '3']]]);
  expect(shown(withBuy(both, unpriced, -1))).toEqual(['100', []]);
  expect(shown(withBuy(withBuy(both, unpriced, 1), unpriced, -1))).toEqual(['100', [['BTC/USDT', '3']]]);
});

test('behavior: empty is what holds neither money nor coins', () => {
  expect(isEmpty(noBuys)).toBe(true);
  expect(isEmpty(withBuy(noBuys, priced, 1))).toBe(false);
  expect(isEmpty(withBuy(noBuys, unpriced, 1))).toBe(false);
  expect(isEmpty(withBuy(withBuy(noBuys, unpriced, 1), unpriced, -1))).toBe(true);
});

test('behavior: the buys before stay as they were', () => {
  const before = withBuy(noBuys, unpriced, 1);
  withBuy(before, unpriced, 1);
  expect(shown(before)).toEqual(['0', [['BTC/USDT', '3']]]);
});
