import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { authorityDrift } from './authorityDrift.ts';

const shown = (shownPrice: string | null, phase: 'decide' | 'send' = 'decide') => ({ phase, shownPrice });

test('default', () => {
  expect(brief(authorityDrift, testInput(shown('49955')))).toBe('pass: +0.09% | within ±0.30%');
  expect(brief(authorityDrift, testExit(shown('50045', 'send')))).toBe('pass: −0.09% | within ±0.30%');
  expect(brief(authorityDrift, testInput(shown('50000')))).toBe('pass: 0.00% | within ±0.30%');
  expect(runCheck(authorityDrift, testInput()).outcome).toBe('notApplicable');
});

test('error: a price that moved too far either way is denied', () => {
  expect(brief(authorityDrift, testInput(shown('49000')))).toBe('deny: +2.05% | within ±0.30%');
  expect(brief(authorityDrift, testExit(shown('51000', 'send')))).toBe('deny: −1.97% | within ±0.30%');
});

test('behavior: exactly the limit passes, and what breaks it never prints as equal to it', () => {
  expect(brief(authorityDrift, testInput({ ...shown('40000'), limits: { maxDriftPercent: 25 } }))).toBe(
    'pass: +25.00% | within ±25.00%',
  );
  expect(brief(authorityDrift, testInput({ ...shown('39999'), limits: { maxDriftPercent: 25 } }))).toBe(
    'deny: +25.01% | within ±25.00%',
  );
});

test('error: denied when the shown or the present price is missing', () => {
  expect(brief(authorityDrift, testInput(shown(null)))).toBe('deny: unknown | within ±0.30%');
  expect(brief(authorityDrift, testInput(shown('0')))).toBe('deny: unknown | within ±0.30%');
  expect(brief(authorityDrift, testInput({ ...shown('50000'), quote: undefined }))).toBe(
    'deny: unknown | within ±0.30%',
  );
});
