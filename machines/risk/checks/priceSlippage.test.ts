import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { priceSlippage } from './priceSlippage.ts';

const market = { type: 'market', timeInForce: 'ioc', priceCap: '50500' } as const;
const asks = (levels: [string, string][]) => {
  const { book } = testInput();
  return book && { ...book, asks: levels };
};

test('default', () => {
  expect(brief(priceSlippage, testInput())).toBe('pass: 0.00% expected | ≤ 0.20% expected');
  expect(brief(priceSlippage, testInput({ terms: market }))).toBe('pass: 0.01% expected | ≤ 0.20% expected');
});

test('error: an order that would move the price too far is denied', () => {
  const book = asks([
    ['50005', '0.005'],
    ['50400', '1'],
  ]);
  expect(brief(priceSlippage, testInput({ terms: market, book }))).toBe(
    'deny: 0.41% expected | ≤ 0.20% expected',
  );
});

test('error: a market order that the book cannot fill within its cap is denied', () => {
  const book = asks([
    ['50005', '0.004'],
    ['50600', '9'],
  ]);
  expect(brief(priceSlippage, testInput({ terms: market, book }))).toBe(
    'deny: 0.004 BTC within the cap | ≤ 0.20% expected',
  );
  expect(brief(priceSlippage, testInput({ terms: market, book: asks([]) }))).toBe(
    'deny: 0 BTC within the cap | ≤ 0.20% expected',
  );
});

test('error: a market order never rests, whatever its time in force says', () => {
  const book = asks([['50005', '0.004']]);
  expect(brief(priceSlippage, testInput({ terms: { ...market, timeInForce: 'gtc' }, book }))).toBe(
    'deny: 0.004 BTC within the cap | ≤ 0.20% expected',
  );
});

test('error: a limit order that may not rest has to find all of its quantity too', () => {
  const terms = { timeInForce: 'fok' } as const;
  expect(brief(priceSlippage, testInput({ terms }))).toBe('deny: 0 BTC within the cap | ≤ 0.20% expected');
});

test('behavior: a limit order that takes a part and rests with the remainder is judged by that part', () => {
  const book = asks([
    ['50005', '0.004'],
    ['50600', '9'],
  ]);
  expect(brief(priceSlippage, testInput({ terms: { priceCap: '50100' }, book }))).toBe(
    'pass: 0.01% expected | ≤ 0.20% expected',
  );
});

test('behavior: a post-only order takes nothing, however far its price reaches', () => {
  const terms = { postOnly: true, priceCap: '50500' };
  expect(brief(priceSlippage, testInput({ terms, book: asks([['50400', '1']]) }))).toBe(
    'pass: 0.00% expected | ≤ 0.20% expected',
  );
});

test('behavior: exactly the limit passes', () => {
  expect(runCheck(priceSlippage, testInput({ terms: market, book: asks([['50100', '1']]) })).outcome).toBe(
    'pass',
  );
  expect(runCheck(priceSlippage, testInput({ terms: market, book: asks([['50100.01', '1']]) })).outcome).toBe(
    'deny',
  );
});

test('behavior: an exit is not held to it', () => {
  expect(runCheck(priceSlippage, testExit({ book: undefined })).outcome).toBe('notApplicable');
});

test('error: denied when book or quote is missing', () => {
  expect(brief(priceSlippage, testInput({ book: undefined }))).toBe('deny: unknown | ≤ 0.20% expected');
  expect(brief(priceSlippage, testInput({ quote: undefined }))).toBe('deny: unknown | ≤ 0.20% expected');
});
