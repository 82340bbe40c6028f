import { expect, test } from 'vitest';
import { decimal } from '../../domain/decimal.ts';
import { proposalFigures } from '../../domain/Proposal.ts';
import { assessFigures } from './assessFigures.ts';
import { testExit, testInput, testNow } from './testInput.ts';

test('default', () => {
  const figures = assessFigures(testInput());
  expect(figures).toEqual({
    notional: '500',
    percentOfEquity: '0.5',
    stopPercent: '-2',
    targetPercent: '6',
    rewardToRisk: '3',
    // 10 from entry to stop, 0.50 + 0.49 fees, 0.01% × 490 slippage.
    riskAtStop: '11.039',
    riskPercentOfEquity: '0.011',
    fees: '0.99',
    slippage: '0.049',
    referencePrice: '50000',
    referenceTime: testNow - 1_400,
  });
  expect(proposalFigures.parse(figures)).toEqual(figures);
});

test('behavior: a maker pays the maker fee on the way in', () => {
  const { instrument } = testInput();
  const input = testInput({
    terms: { postOnly: true },
    instrument: instrument && { ...instrument, makerFee: '0' },
  });
  expect(assessFigures(input)).toMatchObject({ fees: '0.49', riskAtStop: '10.539' });
});

test('behavior: a market order is valued at its cap', () => {
  const input = testInput({ terms: { type: 'market', timeInForce: 'ioc', priceCap: '50250' } });
  expect(assessFigures(input)).toMatchObject({ notional: '502.5', riskAtStop: '13.5415', fees: '0.9925' });
});

test('behavior: an exit has neither stop nor risk, and its own slippage', () => {
  expect(
    assessFigures(testExit({ terms: { type: 'market', timeInForce: 'ioc', priceCap: '49500' } })),
  ).toMatchObject({
    notional: '495',
    stopPercent: null,
    targetPercent: null,
    rewardToRisk: null,
    riskAtStop: null,
    riskPercentOfEquity: null,
    fees: '0.495',
    slippage: '0.05',
  });
});

test('behavior: an order that rests has no slippage of its own', () => {
  expect(assessFigures(testInput({ terms: { stop: null } }))).toMatchObject({ slippage: '0', fees: '0.5' });
});

test('error: null when something is missing or the book is too thin', () => {
  const { book } = testInput();
  for (const changes of [
    { quote: undefined },
    { instrument: undefined },
    { account: undefined },
    { book: undefined },
    { account: { equity: '0' } },
    { book: book && { ...book, bids: [['49995', '0.001'] as [string, string]] } },
  ]) {
    expect(assessFigures(testInput(changes))).toBeNull();
  }
});

test('behavior: distances of a market order are measured from the touch, its loss from the cap', () => {
  const input = testInput();
  const { ask } = input.quote ?? { ask: '0' };
  const stop = decimal(ask).times('0.98');
  const terms = {
    ...input.terms,
    type: 'market' as const,
    timeInForce: 'ioc' as const,
    stop: stop.toString(),
    target: null,
  };
  const priceCap = decimal(ask).times('1.005').toString();
  const figures = assessFigures({ ...input, terms: { ...terms, priceCap } });
  expect(figures?.stopPercent).toBe('-2');
  const lossFromCap = decimal(priceCap).minus(stop).times(decimal(terms.quantity));
  expect(decimal(figures?.riskAtStop ?? '0').gt(lossFromCap)).toBe(true);
});
