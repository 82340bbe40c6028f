import { expect, test } from 'vitest';
import { brief, testExit, testInput } from '../testInput.ts';
import { stateDatabase } from './stateDatabase.ts';

test('default', () => {
  expect(brief(stateDatabase, testInput())).toBe('pass: answers | answers');
});

test('error: denied for entries and exits', () => {
  expect(brief(stateDatabase, testInput({ state: { databaseHealthy: false } }))).toBe(
    'deny: does not answer | answers',
  );
  expect(brief(stateDatabase, testExit({ state: { databaseHealthy: false } }))).toBe(
    'deny: does not answer | answers',
  );
});
