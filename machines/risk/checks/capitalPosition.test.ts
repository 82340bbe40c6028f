import { expect, test } from 'vitest';
import { testOrder as order } from '../testAccount.ts';
import { brief, btc, eth, runCheck, testExit, testInput } from '../testInput.ts';
import { capitalPosition } from './capitalPosition.ts';

test('default', () => {
  expect(brief(capitalPosition, testInput())).toBe('pass: 0.50% of equity | ≤ 20.00% of equity');
});

test('error: holding, open and unknown buys count with the order', () => {
  const account = {
    holdings: [{ instrument: btc, quantity: '0.2', free: '0.2', price: '1' }],
    openOrders: [order(), order({ status: 'unknown' })],
  };
  expect(brief(capitalPosition, testInput({ account }))).toBe(
    'pass: 20.30% of equity | ≤ 20.00% of equity'.replace('pass', 'deny'),
  );
});

test('behavior: sells and other instruments do not count, a buy without a price counts at the market', () => {
  const account = {
    holdings: [{ instrument: eth, quantity: '9', free: '9', price: '3000' }],
    openOrders: [
      order({ side: 'sell' }),
      order({ instrument: eth, price: undefined }),
      order({ price: undefined }),
    ],
  };
  expect(brief(capitalPosition, testInput({ account }))).toBe('pass: 5.50% of equity | ≤ 20.00% of equity');
});

test('behavior: exactly the limit passes', () => {
  const held = (quantity: string) => ({
    holdings: [{ instrument: btc, quantity, free: quantity, price: '50000' }],
  });
  expect(runCheck(capitalPosition, testInput({ account: held('0.39') })).outcome).toBe('pass');
  expect(brief(capitalPosition, testInput({ account: held('0.39001') }))).toBe(
    'deny: 20.01% of equity | ≤ 20.00% of equity',
  );
});

test('behavior: an exit makes it smaller', () => {
  expect(runCheck(capitalPosition, testExit({ account: undefined })).outcome).toBe('notApplicable');
});

test('error: denied when account or quote is missing', () => {
  expect(brief(capitalPosition, testInput({ account: undefined }))).toBe(
    'deny: unknown | ≤ 20.00% of equity',
  );
  expect(brief(capitalPosition, testInput({ quote: undefined }))).toBe('deny: unknown | ≤ 20.00% of equity');
});
