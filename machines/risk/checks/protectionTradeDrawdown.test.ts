import { expect, test } from 'vitest';
import { testTrade } from '../testAccount.ts';
import { brief, runCheck, testExit, testInput, testNow } from '../testInput.ts';
import { protectionTradeDrawdown } from './protectionTradeDrawdown.ts';

const limit = '≤ 4.00% of equity';
const earned = (...profits: number[]) => ({
  account: {
    trades: profits.map((profit, index) =>
      testTrade(index, testNow - 1_000 + index, { profit: String(profit), stopOut: false }),
    ),
  },
});

test('default', () => {
  expect(brief(protectionTradeDrawdown, testInput())).toBe(`pass: 0.00% of equity | ${limit}`);
});

test('error: a fall from a high of the closed trades that is too deep denies, whatever came before and after', () => {
  expect(brief(protectionTradeDrawdown, testInput(earned(9_000, -3_000, 500, -2_000, 9_000)))).toBe(
    `deny: 4.50% of equity | ${limit}`,
  );
});

test('behavior: exactly the limit passes, and trades before the window do not count', () => {
  expect(brief(protectionTradeDrawdown, testInput(earned(-4_000)))).toBe(`pass: 4.00% of equity | ${limit}`);
  expect(brief(protectionTradeDrawdown, testInput(earned(-4_000.01)))).toBe(
    `deny: 4.01% of equity | ${limit}`,
  );
  const old = { account: { trades: [testTrade(1, testNow - 172_800_000, { profit: '-9000' })] } };
  expect(brief(protectionTradeDrawdown, testInput(old))).toBe(`pass: 0.00% of equity | ${limit}`);
});

test('behavior: losses keep nobody from getting out', () => {
  expect(runCheck(protectionTradeDrawdown, testExit(earned(-9_000))).outcome).toBe('notApplicable');
});

test('error: denied when account or equity is missing', () => {
  expect(brief(protectionTradeDrawdown, testInput({ account: undefined }))).toBe(`deny: unknown | ${limit}`);
  expect(brief(protectionTradeDrawdown, testInput({ account: { equity: '0' } }))).toBe(
    `deny: unknown | ${limit}`,
  );
});
