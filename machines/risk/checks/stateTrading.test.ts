import { expect, test } from 'vitest';
import { brief, testExit, testInput } from '../testInput.ts';
import { stateTrading } from './stateTrading.ts';

test('default', () => {
  expect(brief(stateTrading, testInput())).toBe('pass: active | active, not killed');
  expect(brief(stateTrading, testExit())).toBe('pass: active | active or reducing');
});

test('error: an entry is denied while reducing, halted or killed', () => {
  expect(brief(stateTrading, testInput({ state: { tradingState: 'reducing' } }))).toBe(
    'deny: reducing | active, not killed',
  );
  expect(brief(stateTrading, testInput({ state: { tradingState: 'halted' } }))).toBe(
    'deny: halted | active, not killed',
  );
  for (const killed of ['pause', 'cancel', 'flatten'] as const) {
    expect(brief(stateTrading, testInput({ state: { killed } }))).toBe(
      `deny: active, killed (${killed}) | active, not killed`,
    );
  }
});

test('behavior: an exit passes while reducing or killed', () => {
  expect(brief(stateTrading, testExit({ state: { tradingState: 'reducing', killed: 'cancel' } }))).toBe(
    'pass: reducing, killed (cancel) | active or reducing',
  );
});

test('error: nothing goes out while halted', () => {
  expect(brief(stateTrading, testExit({ state: { tradingState: 'halted' } }))).toBe(
    'deny: halted | active or reducing',
  );
});
