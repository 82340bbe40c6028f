import { expect, test } from 'vitest';
import { testOrder as order } from '../testAccount.ts';
import { brief, eth, runCheck, testExit, testInput } from '../testInput.ts';
import { capitalLeverage } from './capitalLeverage.ts';

const limit = '≤ 1.00 × equity';
const held = (price: string | undefined) => ({
  holdings: [{ instrument: eth, quantity: '1', free: '1', price }],
});

test('default', () => {
  expect(brief(capitalLeverage, testInput())).toBe(`pass: 0.00 × equity | ${limit}`);
});

test('error: more than the equity allows is denied, open and unknown buys included', () => {
  const account = { ...held('95000'), openOrders: [order({ status: 'unknown' })] };
  expect(brief(capitalLeverage, testInput({ account }))).toBe(`deny: 1.01 × equity | ${limit}`);
});

test('behavior: exactly the limit passes, and it may be set lower or higher', () => {
  expect(brief(capitalLeverage, testInput({ account: held('99500') }))).toBe(
    `pass: 1.00 × equity | ${limit}`,
  );
  expect(brief(capitalLeverage, testInput({ account: held('99500.01') }))).toBe(
    `deny: 1.01 × equity | ${limit}`,
  );
  const twice = testInput({ account: held('150000'), limits: { maxLeverageTimesEquity: 2 } });
  expect(brief(capitalLeverage, twice)).toBe('pass: 1.50 × equity | ≤ 2.00 × equity');
});

test('behavior: an exit makes it smaller', () => {
  expect(runCheck(capitalLeverage, testExit({ account: undefined })).outcome).toBe('notApplicable');
});

test('error: denied when account, quote, equity or a price is missing', () => {
  const cases = [
    { account: undefined },
    { quote: undefined },
    { account: { equity: '0' } },
    { account: held(undefined) },
  ];
  for (const changes of cases) {
    expect(brief(capitalLeverage, testInput(changes))).toBe(`deny: unknown | ${limit}`);
  }
  expect(runCheck(capitalLeverage, testInput({ account: held(undefined) })).message).toContain(
    'The price of ETH/USDT',
  );
});
