import { expect, test } from 'vitest';
import { orderId } from '../domain/ids.ts';
import { toolContext } from '../test/fixtures/toolContext.ts';
import { closePosition } from './closePosition.ts';
import { fetchQuote } from './fetchQuote.ts';
import { proposeCancel } from './proposeCancel.ts';
import { proposeOrder } from './proposeOrder.ts';
import { queryChain } from './queryChain.ts';
import { runTool } from './runTool.ts';

const order = { instrument: 'BTC/USDT', side: 'buy', type: 'market', notional: '500', stop: '59000' };
const address = '0x00000000000000000000000000000000000000aa';

test('default: a proposal carries who, from where, and what the run has read of its instrument', async () => {
  const context = await toolContext();
  await runTool(fetchQuote, context, { instrument: 'ETH/USDT' });
  await runTool(fetchQuote, context, { instrument: 'BTC/USDT' });
  await runTool(proposeOrder, context, order);
  const [proposal] = context.proposals;
  expect(proposal).toMatchObject({ origin: 'agent', by: { id: 'agent:trader' }, run: context.run });
  expect(proposal?.evidence.map((ref) => ref.summary)).toEqual([expect.stringContaining('BTC/USDT last')]);
  expect(context.parts).toEqual([{ name: 'proposal', data: { id: proposal?.id } }]);
});

test('behavior: untrusted text that the run has read goes with every proposal', async () => {
  const gas = { gasPriceGwei: '1', baseFeeGwei: null, block: 1, blockTime: Date.now() };
  const chain = { label: 'Test chain', chainId: 1, gas: async () => gas } as never;
  const context = await toolContext({ chain });
  await runTool(queryChain, context, { query: 'gas' });
  await runTool(fetchQuote, context, { instrument: 'BTC/USDT' });
  await runTool(proposeOrder, context, order);
  expect(context.proposals[0]?.evidence.map(({ tool, trusted }) => [tool, trusted])).toEqual([
    ['queryChain', false],
    ['fetchQuote', true],
  ]);
});

test.each([
  [{ ...order, origin: 'operator' }, 'origin'],
  [{ ...order, quantity: '1' }, 'exactly one'],
  [{ ...order, notional: 500 }, 'as a string'],
  [{ ...order, notional: '-5' }, 'greater than 0'],
  [{ ...order, notional: '1e5' }, 'exponent'],
  [{ ...order, notional: 'NaN' }, 'decimal'],
  [{ ...order, type: 'limit' }, 'limitPrice'],
])('error: %j is refused with its field, and nothing is proposed', async (input, words) => {
  const context = await toolContext();
  const output = await runTool(proposeOrder, context, input);
  expect(output.ok ? '' : output.message).toContain(words);
  expect(context.proposals).toEqual([]);
});

test('error: a position that is not there cannot be closed', async () => {
  const context = await toolContext();
  const output = await runTool(closePosition, context, { instrument: 'BTC/USDT' });
  expect(output).toMatchObject({ ok: false, code: 'proposal.invalid' });
  const priced = await runTool(closePosition, context, { instrument: 'BTC/USDT', limitPrice: '1' });
  expect(priced).toMatchObject({ ok: false, code: 'close.noQuantity' });
});

test('error: an order that does not exist is not cancelled', async () => {
  const context = await toolContext();
  const output = await runTool(proposeCancel, context, { order: orderId.parse('ORD-0000000000000000') });
  expect(output).toMatchObject({ ok: false, code: 'order.none' });
});

test('error: the chain tool says what is missing', async () => {
  const none = await runTool(queryChain, await toolContext(), { query: 'balance', address });
  expect(none).toMatchObject({ ok: false, code: 'chain.none' });
  const context = await toolContext({ chain: { label: 'x' } as never });
  expect(await runTool(queryChain, context, { query: 'balance' })).toMatchObject({ code: 'chain.noAddress' });
  expect(await runTool(queryChain, context, { query: 'balance', address: '0x12' })).toMatchObject({
    code: 'tool.invalidInput',
  });
});
