import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { instrumentTypeSupported } from './instrumentTypeSupported.ts';

const limited = (changes: Partial<NonNullable<ReturnType<typeof testInput>['instrument']>>) => {
  const { instrument } = testInput();
  return instrument && { ...instrument, ...changes };
};

test('default', () => {
  expect(brief(instrumentTypeSupported, testInput())).toBe('pass: limit, gtc | supported by the venue');
  expect(brief(instrumentTypeSupported, testInput({ terms: { type: 'market', timeInForce: 'ioc' } }))).toBe(
    'pass: market, ioc | supported by the venue',
  );
  expect(brief(instrumentTypeSupported, testInput({ terms: { postOnly: true } }))).toBe(
    'pass: post-only limit, gtc | supported by the venue',
  );
});

test('error: a market order that could rest is denied', () => {
  expect(brief(instrumentTypeSupported, testInput({ terms: { type: 'market' } }))).toBe(
    'deny: market, gtc | supported by the venue',
  );
});

test('error: an exit is held to it too', () => {
  expect(runCheck(instrumentTypeSupported, testExit({ terms: { type: 'market' } })).outcome).toBe('deny');
});

test('error: a post-only order that could not rest is denied', () => {
  expect(brief(instrumentTypeSupported, testInput({ terms: { postOnly: true, timeInForce: 'ioc' } }))).toBe(
    'deny: post-only limit, ioc | supported by the venue',
  );
});

test('error: types and times in force that the venue does not take are denied', () => {
  expect(
    runCheck(instrumentTypeSupported, testInput({ instrument: limited({ orderTypes: ['market'] }) })).message,
  ).toBe('simulated takes no limit orders for BTC/USDT; it takes market.');
  expect(
    runCheck(
      instrumentTypeSupported,
      testInput({ terms: { postOnly: true }, instrument: limited({ orderTypes: ['limit'] }) }),
    ).message,
  ).toBe('simulated takes no postOnly orders for BTC/USDT; it takes limit.');
  expect(
    runCheck(
      instrumentTypeSupported,
      testInput({ terms: { timeInForce: 'fok' }, instrument: limited({ timeInForce: ['gtc'] }) }),
    ).message,
  ).toBe('simulated does not take fok for BTC/USDT; it takes gtc.');
});

test('error: denied when the venue’s answer is missing', () => {
  expect(brief(instrumentTypeSupported, testInput({ instrument: undefined }))).toBe(
    'deny: unknown | supported by the venue',
  );
});
