import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { instrumentClientId } from './instrumentClientId.ts';

const limit = 'unused, 1 to 36 letters, digits, - or _';
const under = (value: string, used = false) => testInput({ phase: 'send', clientOrderId: { value, used } });

test('default', () => {
  expect(brief(instrumentClientId, under('cs-ord-1'))).toBe(`pass: cs-ord-1 | ${limit}`);
});

test('behavior: before there is an order no id is needed', () => {
  expect(runCheck(instrumentClientId, testInput()).outcome).toBe('notApplicable');
});

test('error: an id that another order has is denied', () => {
  expect(brief(instrumentClientId, under('cs-ord-1', true))).toBe(`deny: cs-ord-1, used | ${limit}`);
  expect(brief(instrumentClientId, under('x'.repeat(99), true))).toBe(
    `deny: ${'x'.repeat(36)}, used | ${limit}`,
  );
});

test('error: an id that venues do not take is denied', () => {
  for (const value of ['', 'a b', 'ü', 'x'.repeat(37)]) {
    expect(brief(instrumentClientId, under(value))).toBe(
      `deny: ${value.slice(0, 36)} (${value.length} characters) | ${limit}`,
    );
  }
});

test('error: denied when the id is missing, also for an exit', () => {
  for (const clientOrderId of [null, undefined]) {
    expect(brief(instrumentClientId, testInput({ phase: 'decide', clientOrderId }))).toBe(
      `deny: unknown | ${limit}`,
    );
    expect(brief(instrumentClientId, testExit({ phase: 'send', clientOrderId }))).toBe(
      `deny: unknown | ${limit}`,
    );
  }
});
