import { expect, test } from 'vitest';
import { testTrade } from '../testAccount.ts';
import { brief, eth, runCheck, testExit, testInput, testNow } from '../testInput.ts';
import { protectionLossStreak } from './protectionLossStreak.ts';

const limit = '≤ 4 losses in a row within 86400.0 s';
const losses = (count: number, start = 1_000) =>
  Array.from({ length: count }, (_, index) =>
    testTrade(index, testNow - start + index, { instrument: index % 2 ? eth : testInput().terms.instrument }),
  );
const after = (trades: ReturnType<typeof losses>) => ({ account: { trades } });

test('default', () => {
  expect(brief(protectionLossStreak, testInput())).toBe(`pass: 0 losses in a row | ${limit}`);
});

test('behavior: one loss is no plural', () => {
  expect(brief(protectionLossStreak, testInput(after(losses(1))))).toBe(`pass: 1 loss in a row | ${limit}`);
});

test('error: too many losses in a row deny, over all instruments', () => {
  expect(brief(protectionLossStreak, testInput(after(losses(5))))).toBe(`deny: 5 losses in a row | ${limit}`);
});

test('behavior: exactly the limit passes, and a gain or a trade without either ends the streak', () => {
  expect(brief(protectionLossStreak, testInput(after(losses(4))))).toBe(`pass: 4 losses in a row | ${limit}`);
  for (const profit of ['0.01', '0']) {
    const trades = [...losses(6), testTrade(9, testNow - 1, { profit })];
    expect(brief(protectionLossStreak, testInput(after(trades)))).toBe(`pass: 0 losses in a row | ${limit}`);
  }
});

test('behavior: losses before the window do not count', () => {
  const trades = losses(6, 86_400_002);
  expect(brief(protectionLossStreak, testInput(after(trades)))).toBe(`pass: 3 losses in a row | ${limit}`);
});

test('behavior: losses before a person cleared the streak do not count', () => {
  const cleared = { account: { trades: losses(6), streakClearedAt: testNow - 999 } };
  expect(brief(protectionLossStreak, testInput(cleared))).toBe(`pass: 4 losses in a row | ${limit}`);
});

test('behavior: losses keep nobody from getting out', () => {
  expect(runCheck(protectionLossStreak, testExit(after(losses(6)))).outcome).toBe('notApplicable');
});

test('error: denied when the account is missing', () => {
  expect(brief(protectionLossStreak, testInput({ account: undefined }))).toBe(`deny: unknown | ${limit}`);
});
