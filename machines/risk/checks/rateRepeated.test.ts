import { expect, test } from 'vitest';
import { brief, btc, eth, runCheck, testExit, testInput, testNow } from '../testInput.ts';
import { rateRepeated } from './rateRepeated.ts';

const limit = '≤ 4 orders within 300.0 s';
const sent = (changes: object, ...ages: number[]) => ({
  account: {
    recentOrders: ages.map((age) => ({
      at: testNow - age,
      instrument: btc,
      side: 'buy' as const,
      quantity: '1',
      ...changes,
    })),
  },
});

test('default', () => {
  expect(brief(rateRepeated, testInput())).toBe(`pass: 1 order within 300.0 s | ${limit}`);
});

test('error: the same instrument and side too often is denied, whatever the quantities', () => {
  const input = testInput(sent({}, 1, 100_000, 200_000, 299_999));
  expect(brief(rateRepeated, input)).toBe(`deny: 5 orders within 300.0 s | ${limit}`);
  expect(runCheck(rateRepeated, input).message).toContain('BTC/USDT was bought again and again');
});

test('behavior: exactly the limit passes, and what is older, of another instrument or side does not count', () => {
  expect(brief(rateRepeated, testInput(sent({}, 1, 2, 3, 300_000)))).toBe(
    `pass: 4 orders within 300.0 s | ${limit}`,
  );
  for (const changes of [{ instrument: eth }, { side: 'sell' }]) {
    expect(brief(rateRepeated, testInput(sent(changes, 1, 2, 3, 4)))).toBe(
      `pass: 1 order within 300.0 s | ${limit}`,
    );
  }
});

test('behavior: repetition keeps nobody from getting out', () => {
  expect(runCheck(rateRepeated, testExit(sent({ side: 'sell' }, 1, 2, 3, 4))).outcome).toBe('notApplicable');
});

test('error: denied when the account is missing', () => {
  expect(brief(rateRepeated, testInput({ account: undefined }))).toBe(`deny: unknown | ${limit}`);
});
