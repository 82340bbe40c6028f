import { expect, test } from 'vitest';
import type { TokenTransfer } from './ChainSource.ts';
import { sumFlows } from './sumFlows.ts';

const moved = (
  token: string,
  direction: TokenTransfer['direction'],
  amount: string,
  over: Partial<TokenTransfer> = {},
): TokenTransfer => ({
  ...{ block: 1, transaction: '0x1', token, untrustedSymbol: 'USDT', direction, counterparty: '0x2' },
  ...{ amount, decimals: 6, ...over },
});

test('default: in, out and net of each token', () => {
  const transfers = [moved('0xa', 'in', '5.5'), moved('0xa', 'out', '7'), moved('0xa', 'self', '9')];
  expect(sumFlows(transfers)).toEqual([
    {
      ...{ token: '0xa', untrustedSymbol: 'USDT', decimals: 6, in: '5.5', out: '7', net: '-1.5' },
      transfers: 3,
    },
  ]);
  expect(sumFlows([])).toEqual([]);
});

test('behavior: tokens of the same name are never one', () => {
  const transfers = [moved('0xa', 'in', '1'), moved('0xb', 'in', '1000000'), moved('0xb', 'in', '2')];
  expect(sumFlows(transfers).map(({ token, in: received }) => [token, received])).toEqual([
    ['0xb', '1000002'],
    ['0xa', '1'],
  ]);
});

test('behavior: amounts of any size, and of 77 decimals, are summed exactly', () => {
  const smallest = `0.${'1'.padStart(77, '0')}`;
  const fine = [smallest, smallest].map((amount) => moved('0xa', 'in', amount, { decimals: 77 }));
  expect(sumFlows(fine)[0]?.in).toBe(`0.${'2'.padStart(77, '0')}`);
  const most = (2n ** 256n - 1n).toString();
  const whole = [most, '1'].map((amount) => moved('0xa', 'in', amount, { decimals: null }));
  expect(sumFlows(whole)[0]).toMatchObject({ in: (2n ** 256n).toString(), decimals: null });
});
