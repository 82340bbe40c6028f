import { expect, test } from 'vitest';
import { orderId } from '../../domain/ids.ts';
import type { OrderRole } from '../../domain/Order.ts';
import { testIntent } from '../../test/fixtures/orderFixtures.ts';
import { inTurn } from './awaitTurn.ts';

const intent = (number: number, role: OrderRole, createdAt: number) =>
  testIntent({ id: orderId.parse(`ORD-${String(number).padStart(16, '0')}`), role, createdAt });

test('default: first come, first served', () => {
  const [early, late] = [intent(2, 'entry', 1), intent(1, 'entry', 2)];
  expect([late, early].sort(inTurn)).toEqual([early, late]);
  const same = [intent(2, 'entry', 1), intent(1, 'entry', 1)];
  expect(same.sort(inTurn).map(({ id }) => id.at(-1))).toEqual(['1', '2']);
});

test('behavior: what protects goes before what closes, and both before what opens', () => {
  const line = [intent(1, 'entry', 1), intent(2, 'exit', 2), intent(3, 'protection', 3)];
  expect(line.sort(inTurn).map(({ role }) => role)).toEqual(['protection', 'exit', 'entry']);
});
