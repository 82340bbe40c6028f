import { expect, test } from 'vitest';
import { toolContext } from '../test/fixtures/toolContext.ts';
import { fetchBook } from './fetchBook.ts';
import { runTool } from './runTool.ts';

test('default: depth and what a size costs, as trusted evidence with its age', async () => {
  const context = await toolContext();
  const output = await runTool(fetchBook, context, { instrument: 'BTC/USDT', quantity: '2' });
  expect(output).toMatchObject({
    ...{ ok: true, trusted: true, source: 'Test venue' },
    result: {
      ...{ mid: '60000.00', spreadPercent: '0.020', stale: false },
      take: [
        { side: 'buy', averagePrice: '60006.00', slippagePercent: '0.010', complete: true },
        { side: 'sell', averagePrice: '59994.00', slippagePercent: '0.010' },
      ],
    },
  });
  expect(output.ok ? output.summary : '').toBe(
    'BTC/USDT bid 59994.00, ask 60006.00, spread 0.020%, buy 2 slips 0.010%, sell 2 slips 0.010%',
  );
  expect(JSON.stringify(output).length).toBeLessThan(1_500);
});

test('behavior: a sum of money is a size by the best ask, cut to the step; one side alone where it is named', async () => {
  const input = { instrument: 'BTC/USDT', notional: '1000', side: 'buy' };
  const output = await runTool(fetchBook, await toolContext(), input);
  expect(output).toMatchObject({ result: { take: [{ side: 'buy', quantity: '0.01666' }] } });
  expect(output.ok && output.result).not.toHaveProperty('take.1');
});

test('behavior: an old book says that it is', async () => {
  const context = await toolContext();
  context.desk.setQuoteAge(60_000);
  expect(await runTool(fetchBook, context, { instrument: 'BTC/USDT' })).toMatchObject({
    result: { stale: true, take: [] },
  });
});

test('error: a crossed book is no fact, a venue that could not be asked is no empty book, and sizes are given once', async () => {
  const context = await toolContext();
  const good = context.desk.market.book;
  context.desk.market.book = async (id, depth) => {
    const { bids, asks, ...rest } = await good(id, depth);
    return { ...rest, bids: asks, asks: bids };
  };
  expect(await runTool(fetchBook, context, { instrument: 'BTC/USDT' })).toMatchObject({
    ...{ ok: false, code: 'book.unusable' },
    message: expect.stringContaining('its best bid is not below its best ask'),
  });
  context.desk.market.book = async () => {
    throw new Error('gone');
  };
  expect(await runTool(fetchBook, context, { instrument: 'BTC/USDT' })).toMatchObject({
    ...{ ok: false, code: 'tool.failed' },
  });
  const both = { instrument: 'BTC/USDT', notional: '1000', quantity: '1' };
  expect(await runTool(fetchBook, context, both)).toMatchObject({ code: 'tool.invalidInput' });
  expect(context.evidence.all()).toEqual([]);
});
