import { expect, it } from 'vitest';
import { checkName } from './checkName.ts';
import { withoutSharedEnd } from './withoutSharedEnd.ts';

it('default', () => {
  expect(checkName('capital.riskAtStop')).toBe('Risk at stop');
  expect(withoutSharedEnd('1.00% of equity', '≤ 20.00% of equity')).toBe('1.00%');
});

it('behavior: what the two do not share stays', () => {
  expect(withoutSharedEnd('0.00% today', '> −2.00% today')).toBe('0.00%');
  expect(withoutSharedEnd('live', 'live')).toBe('live');
  expect(withoutSharedEnd('5', 'at most 5')).toBe('5');
  expect(withoutSharedEnd('open for trading', 'open for trading')).toBe('open for trading');
  expect(withoutSharedEnd('0.0114 BTC, 1,004.54 USDT', '≥ 5 USDT')).toBe('0.0114 BTC, 1,004.54');
});
