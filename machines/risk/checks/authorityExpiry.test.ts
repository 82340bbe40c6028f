import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput, testNow } from '../testInput.ts';
import { authorityExpiry } from './authorityExpiry.ts';

test('default', () => {
  expect(brief(authorityExpiry, testInput())).toBe('pass: 300.0 s left | > 0.0 s left');
});

test('error: expired is denied, from the very millisecond on', () => {
  expect(brief(authorityExpiry, testInput({ terms: { expiresAt: testNow - 4_200 } }))).toBe(
    'deny: expired 4.2 s ago | > 0.0 s left',
  );
  expect(runCheck(authorityExpiry, testExit({ terms: { expiresAt: testNow } })).outcome).toBe('deny');
  expect(runCheck(authorityExpiry, testInput({ terms: { expiresAt: testNow + 1 } })).outcome).toBe('pass');
});
