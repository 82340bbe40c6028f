import { expect, test } from 'vitest';
import { toAmount } from '../engine/amount.ts';
import { paperExchange } from '../testing/paperExchange.ts';

const bids = [
  ['60000.00', '1.5'],
  ['59990.00', '4'],
] as const;
const asks = [
  ['60010.00', '0.2'],
  ['60020.00', '0.3'],
  ['60030.00', '5'],
] as const;

/** Live, with a book and a trade. */
async function liveExchange(options: Parameters<typeof paperExchange>[0] = {}) {
  const paper = paperExchange(options);
  paper.state('live');
  paper.book(bids, asks);
  paper.trade('60005.00', '0.1', 'buy');
  return paper;
}

test('default: a market order walks the real levels, and pays what stands there', async () => {
  await using paper = await liveExchange();
  const order = paper.place({ type: 'MARKET', quantity: '0.6' });
  expect(order.status).toBe('FILLED');
  expect(paper.fills().map(({ price, quantity }) => [price, quantity])).toEqual([
    [toAmount('60010'), toAmount('0.2')],
    [toAmount('60020'), toAmount('0.3')],
    [toAmount('60030'), toAmount('0.1')],
  ]);
});

test('behavior: the exchange’s own fees are taken where they are known', async () => {
  await using paper = await liveExchange({ fees: { maker: '0.0016', taker: '0.0026' } });
  paper.place({ type: 'MARKET', quantity: '0.1' });
  expect(paper.exchange.state.trades[0]?.commission).toBe(toAmount('0.00026'));
  await using usual = await liveExchange();
  usual.place({ type: 'MARKET', quantity: '0.1' });
  expect(usual.exchange.state.trades[0]?.commission).toBe(toAmount('0.0001'));
});

test('behavior: an immediate-or-cancel order takes what its limit reaches, and no more', async () => {
  await using paper = await liveExchange();
  const order = paper.place({ quantity: '1', price: '60020.00', timeInForce: 'IOC' });
  expect([order.status, order.executed]).toEqual(['EXPIRED', toAmount('0.5')]);
});

test('behavior: what an order has taken is not there for the next one at once', async () => {
  await using paper = await liveExchange();
  paper.place({ type: 'MARKET', quantity: '0.5' });
  paper.book(bids, asks);
  paper.place({ type: 'MARKET', quantity: '0.1' });
  expect(paper.fills().at(-1)?.price).toBe(toAmount('60030'));
});

test('behavior: a resting order stands behind the size that was there, and moves by trades at its price', async () => {
  await using paper = await liveExchange();
  const { id } = paper.place({ quantity: '0.5', price: '60000.00' });
  expect(paper.order(id).queueAhead).toBe(toAmount('1.5'));
  // Others cancelling is no trade: it moves nothing.
  paper.book(
    [
      ['60000.00', '0.4'],
      ['59990.00', '4'],
    ],
    asks,
  );
  expect(paper.order(id).queueAhead).toBe(toAmount('1.5'));
  paper.trade('60000.00', '1.2', 'sell');
  expect([paper.order(id).executed, paper.order(id).queueAhead]).toEqual([0n, toAmount('0.3')]);
  paper.trade('60000.00', '0.5', 'sell');
  expect(paper.order(id).executed).toBe(toAmount('0.2'));
  // Buyers who take from the other side have nothing to do with it.
  paper.trade('60010.00', '3', 'buy');
  expect(paper.order(id).executed).toBe(toAmount('0.2'));
  paper.trade('59990.00', '0.3', 'sell');
  expect(paper.order(id).status).toBe('FILLED');
  expect(paper.fills().every(({ price, maker }) => price === toAmount('60000') && maker)).toBe(true);
});

test('behavior: an order deeper than the book shows takes its place when its price is seen', async () => {
  await using paper = await liveExchange();
  const { id } = paper.place({ quantity: '0.5', price: '59000.00' });
  expect(paper.order(id).queueAhead > toAmount('1000000')).toBe(true);
  paper.book(
    [
      ['59100.00', '1'],
      ['59000.00', '2'],
    ],
    [['59200.00', '1']],
  );
  expect(paper.order(id).queueAhead).toBe(toAmount('2'));
});

test('behavior: a book that moves over a resting order fills it at its own price, as far as the depth goes', async () => {
  await using paper = await liveExchange();
  const { id } = paper.place({ quantity: '0.5', price: '60000.00' });
  paper.book(
    [['59980.00', '1']],
    [
      ['59990.00', '0.3'],
      ['60001.00', '9'],
    ],
  );
  expect([paper.order(id).executed, paper.order(id).spent]).toEqual([toAmount('0.3'), toAmount('18000')]);
});

test('behavior: a stop goes off by a trade, and sells into the book that is there', async () => {
  await using paper = await liveExchange();
  const { id } = paper.place({ type: 'STOP_LOSS', side: 'SELL', quantity: '2', stopPrice: '59995.00' });
  paper.book(
    [
      ['59994.00', '1'],
      ['59900.00', '4'],
    ],
    asks,
  );
  expect(paper.order(id).status).toBe('NEW');
  paper.trade('59995.00', '0.01', 'sell');
  expect(paper.order(id).status).toBe('FILLED');
  expect(paper.fills().map(({ price }) => price)).toEqual([toAmount('59994'), toAmount('59900')]);
});

test('error: a feed that is not live, or a book that is old, fills nothing and takes no order', async () => {
  await using paper = await liveExchange();
  const { id } = paper.place({ quantity: '0.5', price: '60000.00' });
  const closed = (): unknown => paper.exchange.state.book('BTCUSDT').closed;
  expect(closed()).toBeUndefined();
  paper.pass(5_500);
  expect(closed()).toBe('Test exchange’s book of BTCUSDT is stale: last heard 6 s ago.');
  paper.trade('59000.00', '50', 'sell');
  expect(paper.order(id).executed).toBe(0n);
  expect(() => paper.place({ type: 'MARKET', quantity: '0.1' })).toThrow('Market is closed.');
  paper.book(bids, asks);
  expect(closed()).toBeUndefined();
  paper.state('reconnecting', 'a stream broke off');
  paper.book([['58000.00', '1']], [['58001.00', '50']]);
  expect(closed()).toBe('Test exchange’s market data is not there: a stream broke off.');
  expect(paper.order(id).executed).toBe(0n);
  expect(paper.market.label).toBe('Test exchange’s public market, NOT LIVE: a stream broke off');
  paper.state('live');
  paper.book([['58000.00', '1']], [['58001.00', '50']]);
  expect(paper.order(id).status).toBe('FILLED');
});

test('error: a clock that is set back closes the market until the next book, and not until it is there again', async () => {
  await using paper = await liveExchange();
  const { id } = paper.place({ quantity: '0.5', price: '59000.00' });
  const closed = (): unknown => paper.exchange.state.book('BTCUSDT').closed;
  paper.pass(-600_000);
  expect(closed()).toContain('book of BTCUSDT is stale');
  paper.book([['58000.00', '1']], [['58001.00', '50']]);
  expect(closed()).toBeUndefined();
  expect(paper.order(id).status).toBe('FILLED');
});

test('error: what was long on its way is as old as it is', async () => {
  await using paper = await liveExchange();
  paper.pass(10_000);
  paper.book(bids, asks, paper.clock.now() - 7_000);
  expect(() => paper.place({ type: 'MARKET', quantity: '0.1' })).toThrow('Market is closed.');
});

test('error: what traded while nobody listened fills nothing and sets off no stop', async () => {
  await using paper = await liveExchange();
  const resting = paper.place({ quantity: '0.5', price: '59990.00' });
  const stop = paper.place({ type: 'STOP_LOSS', side: 'SELL', quantity: '1', stopPrice: '59000.00' });
  paper.trade('58000.00', '50', 'sell', { missed: true });
  expect([paper.order(resting.id).executed, paper.order(stop.id).status]).toEqual([0n, 'NEW']);
  // Found late, it is older than the newest price.
  paper.trade('60004.00', '1', 'buy', { exchangeTime: paper.clock.now() + 1_000 });
  paper.trade('57000.00', '1', 'sell', { missed: true });
  expect(paper.exchange.state.book('BTCUSDT').last?.price).toBe(toAmount('60004'));
});

test('error: without trading rules nothing can be traded, whatever the feed says', async () => {
  await using paper = paperExchange({ haltedBecause: 'The rules were never read' });
  paper.state('live');
  paper.book(bids, asks);
  paper.trade('60000.00', '1', 'sell');
  expect(() => paper.place({ type: 'MARKET', quantity: '0.1' })).toThrow('Market is closed.');
  expect(paper.market.label).toContain('NOT LIVE: The rules were never read');
});

test('behavior: trading opens once the exchange has told its rules, by those rules and fees', async () => {
  await using paper = paperExchange({ haltedBecause: 'The rules were never read' });
  paper.state('live');
  paper.rules({ quantityStep: '0.01', minQuantity: '0.01' }, { maker: '0', taker: '0.005' });
  paper.book(bids, asks);
  paper.trade('60000.00', '1', 'sell');
  expect(paper.market.label).not.toContain('NOT LIVE');
  expect(() => paper.place({ type: 'MARKET', quantity: '0.015' })).toThrow('LOT_SIZE');
  const order = paper.place({ type: 'MARKET', quantity: '0.01' });
  expect([order.status, paper.exchange.state.fees.taker]).toEqual(['FILLED', toAmount('0.005')]);
});

test('error: a symbol that the exchange does not name in its rules cannot be traded', async () => {
  await using paper = paperExchange({ haltedBecause: 'The rules were never read' });
  paper.state('live');
  paper.rules({ symbol: 'ETHUSDT' });
  expect(paper.exchange.state.book('BTCUSDT').rules.tradable).toBe(false);
});
