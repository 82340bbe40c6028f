import { expect, test } from 'vitest';
import type { CheckResult } from '../../domain/Verdict.ts';
import { assessRisk } from './assessRisk.ts';
import { testInput } from './testInput.ts';
import { tightestChecks } from './tightestChecks.ts';

const check = (
  code: string,
  observed: string,
  limit: string,
  over: Partial<CheckResult> = {},
): CheckResult => ({
  ...{ code, outcome: 'pass', observed, limit, message: '' },
  ...over,
});

test('default: most used first, ceilings and floors alike', () => {
  const checks = [
    check('size.percentOfEquity', '9.91% of equity', '≤ 10.00% of equity'),
    check('size.notional', '12,000.00 USDT', '≤ 15,000.00 USDT'),
    check('protection.cooldown', '600.0 s since', '≥ 300.0 s'),
    check('authority.drift', '−0.09%', '≤ ±0.30%'),
  ];
  expect(tightestChecks(checks, 3)).toEqual([
    {
      code: 'size.percentOfEquity',
      observed: '9.91% of equity',
      limit: '≤ 10.00% of equity',
      usedPercent: 99.1,
    },
    { code: 'size.notional', observed: '12,000.00 USDT', limit: '≤ 15,000.00 USDT', usedPercent: 80 },
    { code: 'protection.cooldown', observed: '600.0 s since', limit: '≥ 300.0 s', usedPercent: 50 },
  ]);
});

test('behavior: what denies, has no number, or another unit, is no margin', () => {
  const checks = [
    check('a.denied', '11%', '≤ 10%', { outcome: 'deny' }),
    check('a.word', 'active', 'active'),
    check('a.unit', '3 orders', '≤ 20%'),
    check('a.zero', '0.00%', '≥ 1.00%'),
  ];
  expect(tightestChecks(checks, 5)).toEqual([]);
});

test('behavior: the gate’s own words can be compared', () => {
  const found = tightestChecks(assessRisk(testInput()).checks, 50);
  expect(found.length).toBeGreaterThan(8);
  expect(found.every(({ usedPercent }) => usedPercent >= 0 && usedPercent <= 100)).toBe(true);
});
