import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { stateClock } from './stateClock.ts';

test('default', () => {
  expect(brief(stateClock, testInput())).toBe('pass: 0.0 s apart | ≤ 1.0 s apart');
});

test('error: clocks too far apart are denied, also for an exit', () => {
  expect(brief(stateClock, testInput({ state: { clockSkewMs: 3_400 } }))).toBe(
    'deny: 3.4 s apart | ≤ 1.0 s apart',
  );
  expect(brief(stateClock, testExit({ state: { clockSkewMs: -3_400 } }))).toBe(
    'deny: 3.4 s apart | ≤ 1.0 s apart',
  );
});

test('behavior: exactly the limit passes', () => {
  expect(runCheck(stateClock, testInput({ state: { clockSkewMs: 1_000 } })).outcome).toBe('pass');
  expect(runCheck(stateClock, testInput({ state: { clockSkewMs: 1_001 } })).outcome).toBe('deny');
});

test('error: denied when it was not measured', () => {
  expect(brief(stateClock, testInput({ state: { clockSkewMs: undefined } }))).toBe(
    'deny: unknown | ≤ 1.0 s apart',
  );
  expect(brief(stateClock, testInput({ state: { clockSkewMs: Number.NaN } }))).toBe(
    'deny: unknown | ≤ 1.0 s apart',
  );
});
