import { expect, test } from 'vitest';
import { instrumentId } from '../../../domain/ids.ts';
import type { VenueFill } from '../../../venues/Venue.ts';
import { boughtSince } from './boughtSince.ts';

const bitcoin = instrumentId.parse('BTC/USDT');

function fill(at: number, quantity: string, more: Partial<VenueFill> = {}): VenueFill {
  return {
    id: String(at),
    instrument: bitcoin,
    clientOrderId: 'x',
    venueOrderId: '1',
    side: 'buy',
    price: '60000',
    quantity,
    fee: '0',
    feeAsset: 'BTC',
    liquidity: 'taker',
    at,
    ...more,
  };
}

const fills = [fill(1, '0.041'), fill(30, '0.02'), fill(40, '0.0286')];

test('default: as much as was bought last has been there since then', () => {
  expect(boughtSince(fills, bitcoin, 0.0286)).toBe(40);
});

test('behavior: more than the last execution goes back to the ones before', () => {
  expect(boughtSince(fills, bitcoin, 0.03)).toBe(30);
  expect(boughtSince(fills, bitcoin, 0.06)).toBe(1);
});

test('behavior: sells and other instruments do not count', () => {
  const ether = instrumentId.parse('ETH/USDT');
  const more = [...fills, fill(50, '1', { side: 'sell' }), fill(60, '1', { instrument: ether })];
  expect(boughtSince(more, bitcoin, 0.0286)).toBe(40);
});

test('behavior: more than was ever bought has been there always', () => {
  expect(boughtSince(fills, bitcoin, 1)).toBe(0);
});
