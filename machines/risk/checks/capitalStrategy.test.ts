import { expect, test } from 'vitest';
import { testOrder as order } from '../testAccount.ts';
import { brief, btc, eth, runCheck, testExit, testInput } from '../testInput.ts';
import { capitalStrategy } from './capitalStrategy.ts';

const limit = '≤ 40.00% of equity';
const trend = { origin: 'strategy', by: { id: 'trend', role: 'strategy', channel: 'desk' } } as const;
const held = (quantity: string) => ({ instrument: btc, quantity, free: quantity, price: '50000' });
const bought = (quantity: string, proposer: string) => ({
  instrument: btc,
  side: 'buy' as const,
  quantity,
  proposer,
});

test('default', () => {
  expect(brief(capitalStrategy, testInput())).toBe(`pass: 0.50% of equity | ${limit}`);
});

test('error: what it holds and what its open and unknown orders may still buy count with the order', () => {
  const account = {
    holdings: [held('1')],
    fills: [bought('0.7', 'trend'), bought('0.3', 'operator')],
    openOrders: [order({ proposer: 'trend' }), order({ proposer: 'operator', remaining: '9' })],
  };
  expect(brief(capitalStrategy, testInput({ ...trend, account }))).toBe(`deny: 40.40% of equity | ${limit}`);
  expect(runCheck(capitalStrategy, testInput({ ...trend, account })).message).toContain(
    'trend would be too much',
  );
});

test('behavior: what others hold, or nobody, does not count, and exactly the limit passes', () => {
  const account = { holdings: [held('5')], fills: [bought('0.79', 'trend'), bought('0.3', 'operator')] };
  expect(brief(capitalStrategy, testInput({ ...trend, account }))).toBe(`pass: 40.00% of equity | ${limit}`);
});

test('error: a holding of its own without a price is denied by name', () => {
  const account = {
    holdings: [{ ...held('1'), instrument: eth, price: undefined }],
    fills: [{ ...bought('1', 'trend'), instrument: eth }],
  };
  expect(brief(capitalStrategy, testInput({ ...trend, account }))).toBe(`deny: unknown | ${limit}`);
  expect(runCheck(capitalStrategy, testInput({ ...trend, account })).message).toContain(
    'The price of ETH/USDT',
  );
});

test('behavior: where less is held than was bought, each has its part of it', () => {
  const account = { holdings: [held('0.5')], fills: [bought('0.75', 'trend'), bought('0.25', 'operator')] };
  expect(brief(capitalStrategy, testInput({ ...trend, account }))).toBe(`pass: 19.25% of equity | ${limit}`);
});

test('behavior: an exit makes it smaller', () => {
  expect(runCheck(capitalStrategy, testExit({ account: undefined })).outcome).toBe('notApplicable');
});

test('error: denied when account, quote or the price of something of its own is missing', () => {
  const account = {
    holdings: [{ ...held('1'), instrument: eth, price: undefined }],
    fills: [{ ...bought('1', 'trend'), instrument: eth }],
  };
  const inputs = [{ account: undefined }, { quote: undefined }, { ...trend, account }];
  for (const changes of inputs) {
    expect(brief(capitalStrategy, testInput(changes))).toBe(`deny: unknown | ${limit}`);
  }
  expect(runCheck(capitalStrategy, testInput({ account })).outcome).toBe('pass');
});
