import { expect, test } from 'vitest';
import { testOrder as order } from '../testAccount.ts';
import { brief, btc, eth, runCheck, testExit, testInput } from '../testInput.ts';
import { capitalVenue } from './capitalVenue.ts';

const limit = '≤ 55.00% of equity';
const held = (quantity: string, venue?: string) => ({
  instrument: eth,
  quantity,
  free: quantity,
  price: '3000',
  ...(venue && { venue }),
});

test('default', () => {
  expect(brief(capitalVenue, testInput())).toBe(`pass: 0.50% of equity | ${limit}`);
});

test('error: all that is held there and its open and unknown buys count with the order', () => {
  const account = {
    holdings: [held('15'), { ...held('0.1'), instrument: btc }],
    openOrders: [order({ status: 'unknown' })],
  };
  expect(brief(capitalVenue, testInput({ account }))).toBe(`deny: 55.40% of equity | ${limit}`);
});

test('behavior: what is held or ordered elsewhere does not count', () => {
  const account = { holdings: [held('15', 'binance')], openOrders: [order({ venue: 'binance' })] };
  expect(brief(capitalVenue, testInput({ account }))).toBe(`pass: 0.50% of equity | ${limit}`);
});

test('behavior: an exit makes it smaller', () => {
  expect(runCheck(capitalVenue, testExit({ account: undefined })).outcome).toBe('notApplicable');
});

test('error: denied when account or quote is missing', () => {
  expect(brief(capitalVenue, testInput({ account: undefined }))).toBe(`deny: unknown | ${limit}`);
  expect(brief(capitalVenue, testInput({ quote: undefined }))).toBe(`deny: unknown | ${limit}`);
});
