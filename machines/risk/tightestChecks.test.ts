import { expect, test } from 'vitest';
import { type Answer, deny, notApplicable, pass } from './answers.ts';
import { decideRisk } from './decideRisk.ts';
import { riskChecks } from './riskChecks.ts';
import { testInput } from './testInput.ts';
import { tightestChecks } from './tightestChecks.ts';

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

test('behavior: the gate’s own checks say how much of their limits was used', () => {
  const found = decideRisk(testInput()).tightest(99);
  expect(found.length).toBeGreaterThan(12);
  expect(found.every(({ usedPercent }) => usedPercent >= 0 && usedPercent <= 100)).toBe(true);
  expect(found.map(({ usedPercent }) => usedPercent)).toEqual(
    found.map(({ usedPercent }) => usedPercent).toSorted((a, b) => b - a),
  );
});
