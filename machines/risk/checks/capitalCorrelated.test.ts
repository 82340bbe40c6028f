import { expect, test } from 'vitest';
import { instrumentId } from '../../../domain/ids.ts';
import { testOrder as order } from '../testAccount.ts';
import { brief, btc, eth, runCheck, testExit, testInput } from '../testInput.ts';
import { capitalCorrelated } from './capitalCorrelated.ts';

const [sol, doge] = ['SOL/USDT', 'DOGE/USDT'].map((id) => instrumentId.parse(id));
const limit = '≤ 45.00% of equity';
const worth = (instrument = btc, value = 0) => ({
  instrument,
  quantity: '1',
  free: '1',
  price: String(value),
});

test('default', () => {
  expect(brief(capitalCorrelated, testInput())).toBe(`pass: 0.50% of equity | ${limit}`);
});

test('error: everything of the group counts with the order, open and unknown buys included', () => {
  const account = {
    holdings: [worth(eth, 40_000)],
    openOrders: [order(), order({ instrument: eth, status: 'unknown', remaining: '0.2', price: '3000' })],
  };
  expect(brief(capitalCorrelated, testInput({ account }))).toBe(`deny: 46.00% of equity | ${limit}`);
  expect(runCheck(capitalCorrelated, testInput({ account })).message).toContain('(BTC, ETH)');
});

test('behavior: another group does not count, what is in no group counts with all', () => {
  const account = { holdings: [worth(sol, 44_000), worth(doge, 3_000)] };
  expect(brief(capitalCorrelated, testInput({ account }))).toBe(`pass: 3.50% of equity | ${limit}`);
  const everything = testInput({ account, limits: { correlatedAssets: [] } });
  expect(brief(capitalCorrelated, everything)).toBe(`deny: 47.50% of equity | ${limit}`);
  const without = testInput({ account, limits: { correlatedAssets: ['SOL'] } });
  expect(brief(capitalCorrelated, without)).toBe(`deny: 47.50% of equity | ${limit}`);
});

test('behavior: an exit makes it smaller', () => {
  expect(runCheck(capitalCorrelated, testExit({ account: undefined })).outcome).toBe('notApplicable');
});

test('error: denied when account, quote or a price of the group is missing', () => {
  const account = { openOrders: [order({ instrument: eth, price: undefined })] };
  for (const input of [
    testInput({ account: undefined }),
    testInput({ quote: undefined }),
    testInput({ account }),
  ]) {
    expect(brief(capitalCorrelated, input)).toBe(`deny: unknown | ${limit}`);
  }
});
