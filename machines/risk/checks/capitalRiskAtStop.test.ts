import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { capitalRiskAtStop } from './capitalRiskAtStop.ts';

test('default', () => {
  expect(brief(capitalRiskAtStop, testInput())).toBe('pass: 0.01% of equity | ≤ 0.50% of equity');
});

test('error: too much at risk is denied, with fees and slippage in it', () => {
  // 0.45 × 1,000 at the stop, 22.50 + 22.05 fees, 0.01% × 22,050 slippage.
  expect(brief(capitalRiskAtStop, testInput({ terms: { quantity: '0.45' } }))).toBe(
    'pass: 0.50% of equity | ≤ 0.50% of equity',
  );
  expect(brief(capitalRiskAtStop, testInput({ terms: { quantity: '0.46' } }))).toBe(
    'deny: 0.51% of equity | ≤ 0.50% of equity',
  );
});

test('behavior: exactly the limit passes', () => {
  // 0.01 BTC loses 10 at the stop, 0.99 in fees and 0.049 in slippage: 11.039.
  expect(runCheck(capitalRiskAtStop, testInput({ account: { equity: '2207.8' } })).outcome).toBe('pass');
  expect(runCheck(capitalRiskAtStop, testInput({ account: { equity: '2207.79' } })).outcome).toBe('deny');
});

test('behavior: without a stop, and for an exit, there is nothing to measure', () => {
  expect(runCheck(capitalRiskAtStop, testInput({ terms: { stop: null } })).outcome).toBe('notApplicable');
  expect(runCheck(capitalRiskAtStop, testExit({ terms: { stop: '49000' } })).outcome).toBe('notApplicable');
});

test('error: denied when book, fees or equity are missing, or the book is too thin to say', () => {
  const thin = testInput().book;
  for (const changes of [
    { book: undefined },
    { instrument: undefined },
    { account: undefined },
    { quote: undefined },
    { book: thin && { ...thin, bids: [['49995', '0.009'] as [string, string]] } },
  ]) {
    expect(brief(capitalRiskAtStop, testInput(changes))).toBe('deny: unknown | ≤ 0.50% of equity');
  }
});
