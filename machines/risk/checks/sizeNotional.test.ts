import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { sizeNotional } from './sizeNotional.ts';

const limit = '10.00 USDT to 10,000.00 USDT';

test('default', () => {
  expect(brief(sizeNotional, testInput())).toBe(`pass: 500.00 USDT | ${limit}`);
});

test('error: too small and too large are denied', () => {
  expect(brief(sizeNotional, testInput({ terms: { quantity: '0.00019' } }))).toBe(
    `deny: 9.50 USDT | ${limit}`,
  );
  expect(brief(sizeNotional, testInput({ terms: { quantity: '0.20001' } }))).toBe(
    `deny: 10,000.50 USDT | ${limit}`,
  );
  const terms = { quantity: '1' };
  expect(brief(sizeNotional, testInput({ terms: { ...terms, priceCap: '9.999' } }))).toBe(
    `deny: 9.99 USDT | ${limit}`,
  );
  expect(brief(sizeNotional, testInput({ terms: { ...terms, priceCap: '10000.001' } }))).toBe(
    `deny: 10,000.01 USDT | ${limit}`,
  );
});

test('behavior: exactly the bounds pass', () => {
  expect(runCheck(sizeNotional, testInput({ terms: { quantity: '0.0002' } })).outcome).toBe('pass');
  expect(runCheck(sizeNotional, testInput({ terms: { quantity: '0.2' } })).outcome).toBe('pass');
});

test('behavior: an exit may have any size', () => {
  expect(runCheck(sizeNotional, testExit({ terms: { quantity: '40' } })).outcome).toBe('notApplicable');
});
