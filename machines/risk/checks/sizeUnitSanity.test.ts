import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { sizeUnitSanity } from './sizeUnitSanity.ts';

const limit = '≤ 10 × equity, prices 0.2 to 5 × market';

test('default', () => {
  expect(brief(sizeUnitSanity, testInput())).toBe(`pass: 0.005 × equity | ${limit}`);
});

test('error: money given as coins is denied', () => {
  expect(brief(sizeUnitSanity, testInput({ terms: { quantity: '500' } }))).toBe(
    `deny: 250.0 × equity | ${limit}`,
  );
  expect(runCheck(sizeUnitSanity, testInput({ terms: { quantity: '500' } })).message).toBe(
    'The quantity is in BTC, and this much is far beyond the account; was an amount in USDT meant?',
  );
});

test('error: a price with a lost decimal point is denied', () => {
  expect(brief(sizeUnitSanity, testInput({ terms: { priceCap: '5000' } }))).toBe(
    `deny: price 5,000, market 50,000 | ${limit}`,
  );
  expect(brief(sizeUnitSanity, testInput({ terms: { stop: '4.9' } }))).toBe(
    `deny: stop 4.9, market 50,000 | ${limit}`,
  );
  expect(brief(sizeUnitSanity, testInput({ terms: { target: '530000' } }))).toBe(
    `deny: target 530,000, market 50,000 | ${limit}`,
  );
  expect(brief(sizeUnitSanity, testExit({ terms: { priceCap: '5000' } }))).toBe(
    `deny: price 5,000, market 50,000 | ${limit}`,
  );
});

test('behavior: exactly the factors pass', () => {
  expect(runCheck(sizeUnitSanity, testInput({ terms: { quantity: '20' } })).outcome).toBe('pass');
  expect(runCheck(sizeUnitSanity, testInput({ terms: { quantity: '20.00001' } })).outcome).toBe('deny');
  expect(
    runCheck(sizeUnitSanity, testInput({ terms: { priceCap: '10000', target: '250000' } })).outcome,
  ).toBe('pass');
  expect(runCheck(sizeUnitSanity, testInput({ terms: { priceCap: '9999.99' } })).outcome).toBe('deny');
});

test('error: denied when price or equity is missing', () => {
  expect(brief(sizeUnitSanity, testInput({ quote: undefined }))).toBe(`deny: unknown | ${limit}`);
  expect(brief(sizeUnitSanity, testInput({ account: undefined }))).toBe(`deny: unknown | ${limit}`);
  expect(brief(sizeUnitSanity, testInput({ account: { equity: '0' } }))).toBe(`deny: unknown | ${limit}`);
});
