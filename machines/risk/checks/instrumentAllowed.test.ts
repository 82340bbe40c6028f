import { expect, test } from 'vitest';
import { brief, eth, runCheck, testExit, testInput } from '../testInput.ts';
import { instrumentAllowed } from './instrumentAllowed.ts';

test('default', () => {
  expect(brief(instrumentAllowed, testInput())).toBe('pass: BTC/USDT | one of BTC/USDT, ETH/USDT');
});

test('error: an instrument that the limits leave out is denied', () => {
  expect(brief(instrumentAllowed, testInput({ limits: { instruments: [eth] } }))).toBe(
    'deny: BTC/USDT | one of ETH/USDT',
  );
});

test('behavior: what is held may be sold also when it is no longer allowed', () => {
  expect(runCheck(instrumentAllowed, testExit({ limits: { instruments: [eth] } })).outcome).toBe(
    'notApplicable',
  );
});
