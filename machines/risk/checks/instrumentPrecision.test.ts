import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { instrumentPrecision } from './instrumentPrecision.ts';

const steps = 'quantity step 0.00001, price tick 0.01';

test('default', () => {
  expect(brief(instrumentPrecision, testInput())).toBe(`pass: on the steps | ${steps}`);
});

test('error: quantity, price, stop and target have to lie on their steps', () => {
  expect(brief(instrumentPrecision, testInput({ terms: { quantity: '0.010001' } }))).toBe(
    `deny: 0.010001 BTC | ${steps}`,
  );
  expect(brief(instrumentPrecision, testInput({ terms: { priceCap: '50000.005' } }))).toBe(
    `deny: price 50,000.005 | ${steps}`,
  );
  expect(brief(instrumentPrecision, testInput({ terms: { stop: '49000.001' } }))).toBe(
    `deny: stop 49,000.001 | ${steps}`,
  );
  expect(brief(instrumentPrecision, testInput({ terms: { target: '53000.009' } }))).toBe(
    `deny: target 53,000.009 | ${steps}`,
  );
  expect(brief(instrumentPrecision, testExit({ terms: { quantity: '0.010001' } }))).toBe(
    `deny: 0.010001 BTC | ${steps}`,
  );
});

test('behavior: one whole step is on the step', () => {
  expect(runCheck(instrumentPrecision, testInput({ terms: { quantity: '0.00001' } })).outcome).toBe('pass');
});

test('error: denied when the steps are missing', () => {
  expect(brief(instrumentPrecision, testInput({ instrument: undefined }))).toBe(
    'deny: unknown | on the venue’s steps',
  );
});
