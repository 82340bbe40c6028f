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
    check('size.notional', '12,000.00 USDT', '≤ 15,000.00 USDT'),
    check('size.percentOfEquity', '9.91% of equity', '≤ 10.00% of equity'),
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

test('behavior: signs, grouped digits and glued units are read, and a word before a number is not', () => {
  const used = (observed: string, limit: string) =>
    tightestChecks([check('a.b', observed, limit)], 1).map(({ usedPercent }) => usedPercent);
  expect(used('−0.15%', 'within ±0.30%')).toEqual([]);
  expect(used('−0.15%', '±0.30%')).toEqual([50]);
  expect(used('+0.15%', '±0.30%')).toEqual([50]);
  expect(used('5 orders', '≤ 20 orders')).toEqual([25]);
  expect(used('1,000.00 USDT', '≤ 2,000.00 USDT')).toEqual([50]);
  expect(used('about 5 s', '≤ 20 s')).toEqual([]);
  expect(used('5 s', 'at most ≤ 20 s')).toEqual([]);
  expect(used('5', '≤ 0')).toEqual([]);
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
