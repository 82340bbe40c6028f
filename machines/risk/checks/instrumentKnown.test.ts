import { expect, test } from 'vitest';
import { brief, eth, testExit, testInput } from '../testInput.ts';
import { instrumentKnown } from './instrumentKnown.ts';

test('default', () => {
  expect(brief(instrumentKnown, testInput())).toBe('pass: BTC/USDT on simulated | listed by the venue');
});

test('error: an unknown instrument is denied, also for an exit', () => {
  expect(brief(instrumentKnown, testInput({ instrument: undefined }))).toBe(
    'deny: unknown | listed by the venue',
  );
  expect(brief(instrumentKnown, testExit({ instrument: undefined }))).toBe(
    'deny: unknown | listed by the venue',
  );
});

test('error: rules of another instrument are no answer', () => {
  expect(brief(instrumentKnown, testInput({ terms: { instrument: eth } }))).toBe(
    'deny: unknown | listed by the venue',
  );
});
