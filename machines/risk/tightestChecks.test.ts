import { expect, test } from 'vitest';
import { type Answer, deny, notApplicable, pass } from './answers.ts';
import { decideRisk } from './decideRisk.ts';
import type { RiskInput } from './RiskInput.ts';
import { riskChecks } from './riskChecks.ts';
import { testOrderId, testTrade } from './testAccount.ts';
import { btc, testAgent, testInput, testNow } from './testInput.ts';
import { tightestChecks } from './tightestChecks.ts';

const open = (number: number) => ({
  ...{ id: testOrderId(number), instrument: btc, role: 'entry' as const, status: 'accepted' as const },
  ...{ side: 'buy' as const, price: '50000', remaining: '0.002' },
});
const codes = riskChecks.map(({ code }) => code);
const used = (share: number): Answer => pass(`${share}`, '≤ 1', 'Fine.', () => share);

test('default: most used first, as it is printed', () => {
  expect(tightestChecks([used(0.5), used(0.991234), used(0.75), used(0.1)], 3)).toEqual([
    { code: codes[1], observed: '0.991234', limit: '≤ 1', usedPercent: 99.12 },
    { code: codes[2], observed: '0.75', limit: '≤ 1', usedPercent: 75 },
    { code: codes[0], observed: '0.5', limit: '≤ 1', usedPercent: 50 },
  ]);
});

test('behavior: what denies, does not apply or has no number is no margin', () => {
  const others = [
    deny('11%', '≤ 10%', 'Too much.'),
    notApplicable('Not here.'),
    pass('active', 'active', 'Fine.'),
    used(Number.NaN),
    used(Number.POSITIVE_INFINITY),
  ];
  expect(tightestChecks(others, 9)).toEqual([]);
});

test('behavior: a limit that points the other way is not used at all', () => {
  expect(tightestChecks([used(-0.2)], 1)).toMatchObject([{ usedPercent: 0 }]);
});

/** What the gate's own checks say of their limits, by code. */
const usedBy = (input: RiskInput) =>
  Object.fromEntries(
    decideRisk(input)
      .tightest(99)
      .map(({ code, usedPercent }) => [code, usedPercent]),
  );

test('behavior: every check that compares numbers says how much of its limit was used', () => {
  const account = {
    ...{ equity: '99000', dayStartEquity: '100000', peakEquity: '103125', cashFree: '1001' },
    trades: [testTrade(1, testNow - 1_200_000), testTrade(2, testNow - 1_000_000)],
    openOrders: [open(1), open(2)],
    recentOrders: [{ at: testNow - 30_000, instrument: btc, side: 'buy' as const, quantity: '0.02' }],
  };
  expect(usedBy(testAgent({ account }))).toMatchObject({
    // 2.5 of 300 s, 1.4 of 10 s, and 600 of the 1,000 s that have passed.
    ...{ 'evidence.fresh': 0.83, 'price.age': 14, 'protection.cooldown': 60 },
    // 1% of 2%, 4% of 10%, and 2 losses of 4.
    ...{ 'capital.dailyLoss': 50, 'capital.drawdown': 40, 'protection.lossStreak': 50 },
    // 500.50 of 1,001; and 500 with 2 × 100 open, of 99,000.
    ...{ 'capital.freeBalance': 50, 'capital.leverage': 0.71 },
    // With the open ones: 3 of 20; with the recent one: 2 of 5 a minute, and 2 of 4 alike.
    ...{ 'rate.openOrders': 15, 'rate.ordersPerMinute': 40, 'rate.repeated': 50 },
  });
  const looked = { phase: 'send' as const, shownPrice: '49900' };
  // 100 of the 149.7 that the price may have moved, up or down.
  expect(usedBy(testInput(looked))).toMatchObject({ 'authority.drift': 66.8 });
  expect(usedBy(testInput({ ...looked, shownPrice: '50100' }))).toMatchObject({ 'authority.drift': 66.53 });
});
