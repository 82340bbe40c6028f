import { expect, test } from 'vitest';
import { testTrade } from '../testAccount.ts';
import { brief, eth, runCheck, testExit, testInput, testNow } from '../testInput.ts';
import { protectionInstrumentLoss } from './protectionInstrumentLoss.ts';

const limit = '≤ 1.00% of equity';
const earned = (...profits: number[]) => ({
  account: {
    trades: profits.map((profit, index) =>
      testTrade(index, testNow - 1_000 + index, { profit: String(profit) }),
    ),
  },
});

test('default', () => {
  expect(brief(protectionInstrumentLoss, testInput())).toBe('pass: 0 trades | ≥ 2 trades to tell');
});

test('error: an instrument that has lost too much is denied', () => {
  expect(brief(protectionInstrumentLoss, testInput(earned(-700, -400)))).toBe(
    `deny: 1.10% of equity | ${limit}`,
  );
});

test('behavior: too few trades tell nothing, however they ended', () => {
  expect(brief(protectionInstrumentLoss, testInput(earned(-9_000)))).toBe(
    'pass: 1 trade | ≥ 2 trades to tell',
  );
});

test('behavior: exactly the limit passes; gains count against losses, other instruments and old trades do not', () => {
  expect(brief(protectionInstrumentLoss, testInput(earned(-600, -400)))).toBe(
    `pass: 1.00% of equity | ${limit}`,
  );
  expect(brief(protectionInstrumentLoss, testInput(earned(-2_000, 1_500)))).toBe(
    `pass: 0.50% of equity | ${limit}`,
  );
  const trades = [
    testTrade(1, testNow - 86_400_000, { profit: '-9000' }),
    testTrade(2, testNow - 5, { profit: '-9000', instrument: eth }),
    testTrade(3, testNow - 4),
    testTrade(4, testNow - 3),
  ];
  expect(brief(protectionInstrumentLoss, testInput({ account: { trades } }))).toBe(
    `pass: 0.02% of equity | ${limit}`,
  );
});

test('behavior: losses keep nobody from getting out', () => {
  expect(runCheck(protectionInstrumentLoss, testExit(earned(-9_000, -9_000))).outcome).toBe('notApplicable');
});

test('error: denied when account or equity is missing', () => {
  expect(brief(protectionInstrumentLoss, testInput({ account: undefined }))).toBe(`deny: unknown | ${limit}`);
  const poor = { account: { ...earned(-1, -1).account, equity: '0' } };
  expect(brief(protectionInstrumentLoss, testInput(poor))).toBe(`deny: unknown | ${limit}`);
});
