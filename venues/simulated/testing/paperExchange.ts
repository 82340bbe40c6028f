import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scheduler } from '../../../domain/Clock.ts';
import { instrumentId } from '../../../domain/ids.ts';
import { timeframe } from '../../../domain/market.ts';
import type { BarSource } from '../../BarSource.ts';
import type { FeedBook, FeedEvent, FeedTrade, MarketFeed } from '../../MarketFeed.ts';
import { toAmount } from '../engine/amount.ts';
import type { EngineOrder } from '../engine/EngineOrder.ts';
import type { NewOrder } from '../engine/NewOrder.ts';
import { placeOrder } from '../engine/placeOrder.ts';
import { createLiveMarket } from '../market/createLiveMarket.ts';
import { LiveBars } from '../market/LiveBars.ts';
import { SimulatedExchange } from '../SimulatedExchange.ts';
import type { SimulatedSymbol } from '../SimulatedMarket.ts';

export const bitcoin = instrumentId.parse('BTC/USDT');

const rules: SimulatedSymbol = {
  ...{ symbol: 'BTCUSDT', base: 'BTC', quote: 'USDT', priceTick: '0.01', quantityStep: '0.001' },
  ...{ minQuantity: '0.001', maxQuantity: '9000', minNotional: '5' },
};

/** For tests: an exchange on a real market whose every word a test writes, by a clock that the test moves. */
export function paperExchange(
  options: { haltedBecause?: string; fees?: { maker: string; taker: string } } = {},
) {
  let now = 1_800_000_000_000;
  const appointments: { at: number; work: () => void }[] = [];
  const clock: Scheduler = {
    now: () => now,
    after(ms, work) {
      const appointment = { at: now + ms, work };
      appointments.push(appointment);
      return () => void appointments.splice(appointments.indexOf(appointment), 1);
    },
  };
  let tell: (event: FeedEvent) => void = () => {};
  const feed: MarketFeed = {
    label: 'Test exchange',
    counts: { trades: 0, books: 0, gaps: 0, refused: 0 },
    start(listener) {
      tell = listener;
    },
    close: async () => {},
  };
  const source: BarSource = {
    ...{ id: 'test', label: 'Test exchange', simulated: false, pageSize: 1_000, lengths: timeframe.options },
    connect: async () => {},
    fetchTime: async () => now,
    fetchPage: async () => [],
    [Symbol.asyncDispose]: async () => {},
  };
  const faults: string[] = [];
  const bars = new LiveBars({
    ...{ source, instruments: [bitcoin], timeframes: timeframe.options, clock },
    onFault: (reason) => faults.push(reason),
  });
  const { haltedBecause, fees } = options;
  const market = createLiveMarket({
    feed,
    bars,
    symbols: [rules],
    clock,
    ...(haltedBecause && { haltedBecause }),
    ...(fees && { fees }),
  });
  market.start();
  const folder = mkdtempSync(join(tmpdir(), 'paper-exchange-'));
  const exchange = new SimulatedExchange({ market, clock, folder });
  exchange.fund('main', { USDT: '1000000', BTC: '10' });
  let clientId = 0;

  /** Lets time pass, with what was due in it. */
  function pass(ms: number): void {
    const until = now + ms;
    for (;;) {
      const next = appointments.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      appointments.splice(appointments.indexOf(next), 1);
      now = Math.max(now, next.at);
      next.work();
    }
    now = until;
    exchange.walk();
  }

  return {
    ...{ exchange, market, clock, faults, pass },
    state(state: 'connecting' | 'live' | 'reconnecting', reason = 'told by the test') {
      tell({ type: 'state', state, reason });
      pass(1);
    },
    rules(changes: Partial<SimulatedSymbol>, fees?: { maker: string; taker: string }) {
      tell({ type: 'rules', rules: { symbols: [{ ...rules, ...changes }], ...(fees && { fees }) } });
      pass(1);
    },
    book(bids: FeedBook['bids'], asks: FeedBook['asks'], heardAt = now) {
      tell({ type: 'book', book: { instrument: bitcoin, bids, asks, heardAt } });
      pass(1);
    },
    trade(price: string, quantity: string, takerSide: FeedTrade['takerSide'], more: Partial<FeedTrade> = {}) {
      const trade = {
        instrument: bitcoin,
        id: null,
        price,
        quantity,
        takerSide,
        exchangeTime: now,
        missed: false,
      };
      tell({ type: 'trade', trade: { ...trade, ...more } });
      pass(1);
    },
    place(
      order: { side?: 'BUY' | 'SELL'; quantity: string; price?: string; stopPrice?: string } & Partial<
        Pick<NewOrder, 'type' | 'timeInForce'>
      >,
    ): EngineOrder {
      clientId += 1;
      const {
        price = '0',
        stopPrice = '0',
        quantity,
        side = 'BUY',
        type = 'LIMIT',
        timeInForce = 'GTC',
      } = order;
      const request: NewOrder = {
        ...{ account: 'main', symbol: 'BTCUSDT', side, type, timeInForce, selfTrade: 'EXPIRE_TAKER' },
        ...{ price: toAmount(price), stopPrice: toAmount(stopPrice), quantity: toAmount(quantity) },
        ...{ quoteQuantity: 0n, clientOrderId: `paper-${clientId}` },
      };
      return exchange.run((moment) => placeOrder(exchange.state, request, moment));
    },
    order(id: number): EngineOrder {
      const order = exchange.state.orders.get(id);
      if (order === undefined) throw new Error(`no order ${id}`);
      return order;
    },
    fills: () => exchange.state.trades.map(({ price, quantity, maker }) => ({ price, quantity, maker })),
    async [Symbol.asyncDispose]() {
      await market.close();
      exchange.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
