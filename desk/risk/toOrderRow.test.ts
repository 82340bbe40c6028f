import { expect, test } from 'vitest';
import type { OrderIntent, OrderStatus } from '../../domain/Order.ts';
import { testFill, testIntent } from '../../test/fixtures/orderFixtures.ts';
import { toOrderRow } from './toOrderRow.ts';

const row = (over: Partial<OrderIntent> = {}, status: OrderStatus = 'accepted') =>
  toOrderRow({
    order: {
      intent: testIntent(over),
      venueOrderId: null,
      fills: [testFill('1', '0.25'), testFill('2', '0.5')],
      cancelRequestedAt: null,
      attempts: 1,
      askedSince: null,
      reason: null,
      updatedAt: 5,
    },
    status,
  });

test('default', () => {
  expect(row({ proposer: 'agent:trader' })).toEqual({
    id: testIntent().id,
    instrument: 'BTC/USDT',
    venue: 'simulated',
    proposer: 'agent:trader',
    proposal: 'PRP-00000001',
    role: 'entry',
    status: 'accepted',
    side: 'buy',
    createdAt: 1,
    quantity: '1',
    filled: '0.75',
    price: '100',
    restingPrice: '100',
  });
});

test('behavior: an order from before proposers were noted has none', () => {
  expect(row().proposer).toBeNull();
});

test('behavior: a stop rests in the book only once it is triggered, and of an OCO the profit leg always', () => {
  const stop = { type: 'stop', role: 'protection', side: 'sell', price: null, triggerPrice: '90' } as const;
  expect(row(stop)).toMatchObject({ price: '90', restingPrice: undefined });
  expect(row(stop, 'triggered')).toMatchObject({ price: '90', restingPrice: '90' });
  const limited = { ...stop, type: 'stopLimit', price: '89' } as const;
  expect(row(limited).restingPrice).toBeUndefined();
  expect(row(limited, 'triggered').restingPrice).toBe('89');
  const both = { ...limited, type: 'oco', targetPrice: '120' } as const;
  expect(row(both).restingPrice).toBe('120');
});

test('behavior: an order without any price has no bound', () => {
  expect(row({ type: 'market', price: null })).toMatchObject({ price: undefined, restingPrice: undefined });
});
