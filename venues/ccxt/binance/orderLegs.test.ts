import { describe, expect, test } from 'vitest';
import { instrumentId } from '../../../domain/ids.ts';
import type { OrderReport, VenueOrderStatus } from '../../Venue.ts';
import { legIds, mergeLegs, parentOf } from './orderLegs.ts';

const ids = legIds('ord-1');

function leg(id: string, status: VenueOrderStatus, changes: Partial<OrderReport> = {}): OrderReport {
  return {
    ...{
      instrument: instrumentId.parse('BTC/USDT'),
      clientOrderId: id,
      venueOrderId: '5',
      status,
      side: 'sell',
    },
    ...{ type: 'postOnly', quantity: '2', filled: '0', price: null, triggerPrice: null, at: 10 },
    ...changes,
  };
}

describe('mergeLegs', () => {
  test('default: one order with the target as its price and the stop as its trigger', () => {
    const stop = leg(ids.stop, 'open', { type: 'stop', triggerPrice: '90', at: 12 });
    const target = leg(ids.target, 'partiallyFilled', { price: '110', filled: '0.5' });
    expect(mergeLegs([stop, target], 'ord-1', '77')).toMatchObject({
      ...{
        clientOrderId: 'ord-1',
        venueOrderId: '77',
        type: 'oco',
        status: 'partiallyFilled',
        filled: '0.5',
      },
      ...{ price: '110', triggerPrice: '90', at: 12 },
    });
  });

  test.each<[VenueOrderStatus, VenueOrderStatus, VenueOrderStatus]>([
    ['open', 'open', 'open'],
    ['expired', 'open', 'open'],
    ['expired', 'partiallyFilled', 'partiallyFilled'],
    ['triggered', 'expired', 'triggered'],
    ['expired', 'filled', 'filled'],
    ['filled', 'cancelled', 'filled'],
    ['cancelled', 'cancelled', 'cancelled'],
    ['expired', 'cancelled', 'cancelled'],
    ['expired', 'expired', 'expired'],
    ['rejected', 'rejected', 'rejected'],
  ])('behavior: stop %s and target %s are %s', (stop, target, merged) => {
    const legs = [leg(ids.stop, stop), leg(ids.target, target)];
    expect(mergeLegs(legs, 'ord-1', '7').status).toBe(merged);
    expect(mergeLegs(legs.toReversed(), 'ord-1', '7').status).toBe(merged);
  });

  test('behavior: with one leg unknown the order is not over', () => {
    for (const status of ['expired', 'cancelled', 'rejected'] as const) {
      expect(mergeLegs([leg(ids.stop, status)], 'ord-1', '7').status).toBe('open');
    }
    expect(mergeLegs([leg(ids.stop, 'filled')], 'ord-1', '7').status).toBe('filled');
  });

  test('behavior: legs name their parent, other orders themselves', () => {
    expect([parentOf(ids.stop), parentOf(ids.target), parentOf('ord-1')]).toEqual([
      'ord-1',
      'ord-1',
      'ord-1',
    ]);
  });

  test('error: an order without legs', () => {
    expect(() => mergeLegs([], 'ord-1', '7')).toThrow(RangeError);
  });
});
