import { expect, test } from 'vitest';
import type { Limits } from '../../../domain/Limits.ts';
import { testInput } from '../testInput.ts';
import { sumsWindowMs, tradesWindowMs } from './windows.ts';

const { limits } = testInput();
const seconds: Partial<Limits> = {
  duplicateWindowSeconds: 1,
  repeatWindowSeconds: 1,
  proposalExpirySeconds: 1,
  sendWithinSeconds: 1,
  cooldownAfterStopSeconds: 1,
  stopOutWindowSeconds: 1,
  lossStreakWindowSeconds: 1,
  tradeDrawdownWindowSeconds: 1,
  instrumentLossWindowSeconds: 1,
};

test('default', () => {
  // Orders of a proposal are made for 300 s and sent within 10 more; trades count for two days.
  expect(sumsWindowMs(limits)).toBe(310_000);
  expect(tradesWindowMs(limits)).toBe(172_800_000);
});

test('behavior: orders go back a minute at least, and as far as the longest of their windows', () => {
  expect(sumsWindowMs({ ...limits, ...seconds })).toBe(60_000);
  for (const key of ['duplicateWindowSeconds', 'repeatWindowSeconds'] as const) {
    expect(sumsWindowMs({ ...limits, ...seconds, [key]: 900 })).toBe(900_000);
  }
  expect(sumsWindowMs({ ...limits, ...seconds, proposalExpirySeconds: 70 })).toBe(71_000);
});

test('behavior: trades go back as far as the longest window of the protections', () => {
  expect(tradesWindowMs({ ...limits, ...seconds })).toBe(1000);
  for (const key of [
    'cooldownAfterStopSeconds',
    'stopOutWindowSeconds',
    'lossStreakWindowSeconds',
    'tradeDrawdownWindowSeconds',
    'instrumentLossWindowSeconds',
  ] as const) {
    expect(tradesWindowMs({ ...limits, ...seconds, [key]: 900 })).toBe(900_000);
  }
});
