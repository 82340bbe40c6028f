import { expect, test } from 'vitest';
import type { RiskInput } from '../RiskInput.ts';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { instrumentMinMax } from './instrumentMinMax.ts';

const bounds = '0.00001 to 9000 BTC, ≥ 5 USDT';

function instrument() {
  const found = testInput().instrument;
  if (!found) throw new Error('The test input has an instrument');
  return found;
}

test('default', () => {
  expect(brief(instrumentMinMax, testInput())).toBe(`pass: 0.01 BTC, 500.00 USDT | ${bounds}`);
});

test('error: too little, too much and too cheap are denied, also for an exit', () => {
  expect(brief(instrumentMinMax, testInput({ terms: { quantity: '0.000009' } }))).toBe(
    `deny: 0.000009 BTC, 0.45 USDT | ${bounds}`,
  );
  expect(brief(instrumentMinMax, testInput({ terms: { quantity: '9000.00001' } }))).toBe(
    `deny: 9,000.00001 BTC, 450,000,000.50 USDT | ${bounds}`,
  );
  expect(brief(instrumentMinMax, testInput({ terms: { quantity: '0.00009' } }))).toBe(
    `deny: 0.00009 BTC, 4.50 USDT | ${bounds}`,
  );
  expect(brief(instrumentMinMax, testExit({ terms: { quantity: '0.00009' } }))).toBe(
    `deny: 0.00009 BTC, 4.50 USDT | ${bounds}`,
  );
});

test('error: a quantity below the venue’s smallest is denied however much it is worth', () => {
  const terms = { quantity: '0.000009', priceCap: '600000' };
  expect(brief(instrumentMinMax, testInput({ terms }))).toBe(`deny: 0.000009 BTC, 5.40 USDT | ${bounds}`);
});

test('behavior: exactly the bounds pass', () => {
  const outcome = (terms: Partial<RiskInput['terms']>) =>
    runCheck(instrumentMinMax, testInput({ terms: { stop: null, ...terms } })).outcome;
  expect(outcome({ quantity: '0.0001' })).toBe('pass');
  expect(outcome({ quantity: '9000' })).toBe('pass');
  expect(outcome({ quantity: '0.00001', priceCap: '500000' })).toBe('pass');
  expect(runCheck(instrumentMinMax, testExit({ terms: { quantity: '0.0001' } })).outcome).toBe('pass');
});

test('error: an entry for whose stop the venue’s smallest order is too large is denied', () => {
  const free = { ...instrument(), takerFee: '0' };
  const of = (terms: Partial<RiskInput['terms']>, traded = free) =>
    brief(instrumentMinMax, testInput({ instrument: traded, terms: { stop: '40000', ...terms } }));
  expect(of({ quantity: '0.000125' })).toMatch(/^pass/);
  expect(of({ quantity: '0.000124' })).toBe(`deny: 0.000124 BTC at the stop, 4.96 USDT | ${bounds}`);
  const costly = { ...instrument(), takerFee: '0.01' };
  expect(of({ quantity: '0.000125' }, costly)).toBe(
    `deny: 0.00012375 BTC at the stop, 4.95 USDT | ${bounds}`,
  );
  expect(of({ quantity: '0.00001', priceCap: '600000', stop: '599000' }, costly)).toBe(
    `deny: 0.0000099 BTC at the stop, 5.93 USDT | ${bounds}`,
  );
});

test('error: denied when the bounds are missing', () => {
  expect(brief(instrumentMinMax, testInput({ instrument: undefined }))).toBe(
    'deny: unknown | within the venue’s bounds',
  );
});
