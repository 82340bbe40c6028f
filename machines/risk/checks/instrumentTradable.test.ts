import { expect, test } from 'vitest';
import { brief, testExit, testInput } from '../testInput.ts';
import { instrumentTradable } from './instrumentTradable.ts';

const closed = { ...testInput().instrument, tradable: false } as ReturnType<typeof testInput>['instrument'];

test('default', () => {
  expect(brief(instrumentTradable, testInput())).toBe('pass: open for trading | open for trading');
});

test('error: a closed instrument is denied, also for an exit', () => {
  expect(brief(instrumentTradable, testInput({ instrument: closed }))).toBe(
    'deny: closed by the venue | open for trading',
  );
  expect(brief(instrumentTradable, testExit({ instrument: closed }))).toBe(
    'deny: closed by the venue | open for trading',
  );
});

test('error: denied when the venue’s answer is missing', () => {
  expect(brief(instrumentTradable, testInput({ instrument: undefined }))).toBe(
    'deny: unknown | open for trading',
  );
});
