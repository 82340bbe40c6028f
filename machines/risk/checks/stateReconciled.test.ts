import { expect, test } from 'vitest';
import { brief, testExit, testInput } from '../testInput.ts';
import { stateReconciled } from './stateReconciled.ts';

test('default', () => {
  expect(brief(stateReconciled, testInput())).toBe('pass: reconciled | reconciled');
});

test('error: denied for entries and exits', () => {
  expect(brief(stateReconciled, testInput({ state: { reconciled: false } }))).toBe(
    'deny: not reconciled | reconciled',
  );
  expect(brief(stateReconciled, testExit({ state: { reconciled: false } }))).toBe(
    'deny: not reconciled | reconciled',
  );
});
