import { expect, test } from 'vitest';
import { instrumentId } from '../../../domain/ids.ts';
import { testOrder as order } from '../testAccount.ts';
import { brief, btc, eth, runCheck, testExit, testInput } from '../testInput.ts';
import { capitalAsset } from './capitalAsset.ts';

const btcEur = instrumentId.parse('BTC/EUR');
const limit = '≤ 25.00% of equity';

test('default', () => {
  expect(brief(capitalAsset, testInput())).toBe(`pass: 0.50% of equity | ${limit}`);
});

test('error: the asset counts through every instrument, held, open and unknown', () => {
  const account = {
    holdings: [
      { instrument: btc, quantity: '0.2', free: '0.2', price: '1' },
      { instrument: btcEur, quantity: '0.1', free: '0.1', price: '50000' },
    ],
    openOrders: [order(), order({ status: 'unknown', instrument: btcEur, price: '50000' })],
  };
  expect(brief(capitalAsset, testInput({ account }))).toBe(`deny: 25.40% of equity | ${limit}`);
});

test('behavior: other assets and sells do not count, and exactly the limit passes', () => {
  const account = {
    holdings: [{ instrument: btc, quantity: '0.49', free: '0.49', price: '50000' }],
    openOrders: [order({ instrument: eth, price: '3000' }), order({ side: 'sell' })],
  };
  expect(brief(capitalAsset, testInput({ account }))).toBe(`pass: 25.00% of equity | ${limit}`);
});

test('behavior: an exit makes it smaller', () => {
  expect(runCheck(capitalAsset, testExit({ account: undefined })).outcome).toBe('notApplicable');
});

test('error: denied when account, quote or a price is missing', () => {
  const openOrders = [order({ instrument: btcEur, price: undefined })];
  for (const input of [
    testInput({ account: undefined }),
    testInput({ quote: undefined }),
    testInput({ account: { openOrders } }),
  ]) {
    expect(brief(capitalAsset, input)).toBe(`deny: unknown | ${limit}`);
  }
  expect(runCheck(capitalAsset, testInput({ account: { openOrders } })).message).toContain(
    'The price of BTC/EUR',
  );
});
