import { expect, test } from 'vitest';
import { decideRisk } from './decideRisk.ts';
import type { RiskInput } from './RiskInput.ts';
import { testInput, testNow } from './testInput.ts';
import { toGateLook } from './toGateLook.ts';

const look = (input: RiskInput) => {
  const ruling = decideRisk(input);
  return { ruling, verdict: ruling.verdict(), look: toGateLook(input, ruling) };
};

test('default', () => {
  const input = testInput();
  const { ruling, verdict, look: found } = look(input);
  expect(found).toEqual({
    phase: 'propose',
    at: testNow,
    limitsHash: input.limitsHash,
    allowed: true,
    passed: verdict.checks.filter(({ outcome }) => outcome === 'pass').length,
    notApplicable: verdict.checks.filter(({ outcome }) => outcome === 'notApplicable').length,
    denials: [],
    tightest: ruling.tightest(3),
    quote: input.quote,
    bar: { ts: testNow - 40_000, close: '50000' },
    bookTime: testNow - 1_000,
  });
  expect(found.tightest).toHaveLength(3);
  expect(found.passed + found.notApplicable).toBe(verdict.checks.length);
});

test('behavior: what denied is kept with its words', () => {
  const { look: found } = look(testInput({ terms: { quantity: '0.21' } }));
  expect(found.allowed).toBe(false);
  expect(found.denials).toEqual([
    expect.objectContaining({ code: 'size.notional', observed: '10,500.00 USDT' }),
    expect.objectContaining({ code: 'size.percentOfEquity', observed: '10.50% of equity' }),
  ]);
});

test('error: a market that was not known is null', () => {
  const { look: found } = look(testInput({ quote: undefined, bar: undefined, book: undefined }));
  expect(found).toMatchObject({ allowed: false, quote: null, bar: null, bookTime: null });
});
