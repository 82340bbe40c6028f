import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { priceStopRequired } from './priceStopRequired.ts';

test('default', () => {
  expect(brief(priceStopRequired, testInput())).toBe('pass: stop 49,000 | a stop');
});

test('error: an entry without a stop is denied', () => {
  expect(brief(priceStopRequired, testInput({ terms: { stop: null } }))).toBe('deny: no stop | a stop');
});

test('behavior: the limits may waive it in so many words', () => {
  expect(
    runCheck(priceStopRequired, testInput({ terms: { stop: null }, limits: { requireStop: false } })).outcome,
  ).toBe('notApplicable');
});

test('behavior: an exit needs none', () => {
  expect(runCheck(priceStopRequired, testExit()).outcome).toBe('notApplicable');
});
