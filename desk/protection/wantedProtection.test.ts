import { expect, test } from 'vitest';
import type { OrderIntent, OrderStatus } from '../../domain/Order.ts';
import { emptyPosition } from '../../domain/Position.ts';
import { btc, eth, testInstrument } from '../../test/fixtures/FakeVenue.ts';
import { testFill, testIntent } from '../../test/fixtures/orderFixtures.ts';
import type { OrderState } from '../machineStates.ts';
import { isAsWanted, wantedProtection } from './wantedProtection.ts';

const instrument = testInstrument(btc);
const terms = { stop: '90', target: null };
const holding = (quantity: string) => ({ ...emptyPosition(testIntent().account, btc), quantity });

function open(
  over: Partial<OrderIntent>,
  status: OrderStatus = 'accepted',
  filled: string[] = [],
): OrderState {
  return {
    status,
    order: {
      intent: testIntent(over),
      venueOrderId: 'V1',
      fills: filled.map((quantity, index) => testFill(`F${index}`, quantity)),
      cancelRequestedAt: null,
      attempts: 1,
      askedSince: null,
      reason: null,
      updatedAt: 1,
    },
  };
}
const wanted = (quantity: string, ...orders: OrderState[]) =>
  wantedProtection(instrument, holding(quantity), terms, orders)?.quantity.toString() ?? null;

test('default', () => {
  expect(wantedProtection(instrument, holding('1'), { stop: '90', target: '120' }, [])).toMatchObject({
    stop: '90',
    target: '120',
  });
  expect(wanted('1')).toBe('1');
});

test('behavior: it is cut to the step, and dust or nothing wants none', () => {
  expect(wanted('1.000019')).toBe('1.00001');
  expect(wanted('0.000009')).toBeNull();
  expect(wanted('0')).toBeNull();
  expect(wanted('-1')).toBeNull();
  const coarse = { ...instrument, minQuantity: '0.5' };
  expect(wantedProtection(coarse, holding('0.4'), terms, [])).toBeNull();
});

test('behavior: what an open exit still sells is not protected as well', () => {
  expect(wanted('1', open({ role: 'exit', quantity: '0.4' }))).toBe('0.6');
  expect(wanted('1', open({ role: 'exit', quantity: '0.4' }, 'partiallyFilled', ['0.1']))).toBe('0.7');
  expect(wanted('1', open({ role: 'exit', quantity: '1' }))).toBeNull();
  expect(wanted('1', open({ role: 'exit', quantity: '2' }))).toBeNull();
  expect(wanted('1', open({ role: 'exit', quantity: '0.4' }, 'unknown'))).toBe('0.6');
});

test('behavior: entries, other instruments and exits that nobody knows about take nothing off', () => {
  expect(wanted('1', open({ role: 'entry', quantity: '0.4' }))).toBe('1');
  expect(wanted('1', open({ role: 'protection', quantity: '1' }))).toBe('1');
  expect(wanted('1', open({ role: 'exit', quantity: '0.4', instrument: eth }))).toBe('1');
  expect(wanted('1', open({ role: 'exit', quantity: '0.4' }, 'quarantined', ['0.6']))).toBe('1');
});

test('behavior: a position that was approved without a stop wants none', () => {
  expect(wantedProtection(instrument, holding('1'), { stop: null, target: '120' }, [])).toBeNull();
});

test('behavior: a protection is as wanted when size, stop and target are the same numbers', () => {
  const want = wantedProtection(instrument, holding('1'), { stop: '90', target: '120' }, []);
  if (!want) throw new Error('none is wanted');
  const stop: Partial<OrderIntent> = {
    role: 'protection',
    quantity: '1.0',
    triggerPrice: '90.00',
    targetPrice: '120',
  };
  expect(isAsWanted(open(stop), want)).toBe(true);
  for (const other of [
    { quantity: '0.9' },
    { triggerPrice: '91' },
    { targetPrice: '121' },
    { targetPrice: null },
    { triggerPrice: null },
  ]) {
    expect(isAsWanted(open({ ...stop, ...other }), want)).toBe(false);
  }
  expect(isAsWanted(open(stop), { ...want, target: null })).toBe(false);
});
