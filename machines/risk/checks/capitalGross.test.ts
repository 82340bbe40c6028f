import { expect, test } from 'vitest';
import { testOrder as order } from '../testAccount.ts';
import { brief, eth, runCheck, testExit, testInput } from '../testInput.ts';
import { capitalGross } from './capitalGross.ts';

const held = (quantity: string, price: string | undefined) => ({
  holdings: [{ instrument: eth, quantity, free: quantity, price }],
});

test('default', () => {
  expect(brief(capitalGross, testInput())).toBe('pass: 0.50% of equity | ≤ 60.00% of equity');
});

test('error: all holdings and open buys count with the order', () => {
  const account = {
    ...held('20', '3000'),
    openOrders: [order({ status: 'unknown', instrument: eth, price: '3000' })],
  };
  expect(brief(capitalGross, testInput({ account }))).toBe('deny: 60.80% of equity | ≤ 60.00% of equity');
});

test('behavior: exactly the limit passes', () => {
  expect(runCheck(capitalGross, testInput({ account: held('19', '3131.578947368421052') })).outcome).toBe(
    'pass',
  );
  expect(brief(capitalGross, testInput({ account: held('10', '5950') }))).toBe(
    'pass: 60.00% of equity | ≤ 60.00% of equity',
  );
  expect(brief(capitalGross, testInput({ account: held('10', '5950.01') }))).toBe(
    'deny: 60.01% of equity | ≤ 60.00% of equity',
  );
});

test('behavior: an open buy without a price is valued by the holding’s price', () => {
  const account = {
    ...held('1', '3000'),
    openOrders: [order({ instrument: eth, remaining: '2', price: undefined })],
  };
  expect(brief(capitalGross, testInput({ account }))).toBe('pass: 9.50% of equity | ≤ 60.00% of equity');
});

test('error: a holding or an open buy without any price is denied by name', () => {
  expect(runCheck(capitalGross, testInput({ account: held('1', undefined) })).message).toBe(
    'The price of ETH/USDT could not be found out, so the order is denied; try again once it is known.',
  );
  const openOrders = [order({ instrument: eth, price: undefined })];
  expect(brief(capitalGross, testInput({ account: { openOrders } }))).toBe(
    'deny: unknown | ≤ 60.00% of equity',
  );
  expect(runCheck(capitalGross, testInput({ account: held('0', undefined) })).outcome).toBe('pass');
});

test('behavior: an exit makes it smaller', () => {
  expect(runCheck(capitalGross, testExit({ quote: undefined })).outcome).toBe('notApplicable');
});

test('error: denied when account or quote is missing', () => {
  expect(brief(capitalGross, testInput({ account: undefined }))).toBe('deny: unknown | ≤ 60.00% of equity');
  expect(brief(capitalGross, testInput({ quote: undefined }))).toBe('deny: unknown | ≤ 60.00% of equity');
});
