import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { instrumentMinMax } from './instrumentMinMax.ts';

const bounds = '0.00001 to 9000 BTC, ≥ 5 USDT';

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
  expect(runCheck(instrumentMinMax, testInput({ terms: { quantity: '0.0001' } })).outcome).toBe('pass');
  expect(runCheck(instrumentMinMax, testInput({ terms: { quantity: '9000' } })).outcome).toBe('pass');
  expect(
    runCheck(instrumentMinMax, testInput({ terms: { quantity: '0.00001', priceCap: '500000' } })).outcome,
  ).toBe('pass');
});

test('error: denied when the bounds are missing', () => {
  expect(brief(instrumentMinMax, testInput({ instrument: undefined }))).toBe(
    'deny: unknown | within the venue’s bounds',
  );
});
