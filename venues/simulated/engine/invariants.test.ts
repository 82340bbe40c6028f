import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testExchange } from '../testing/testExchange.ts';
import { VenueRejection } from '../VenueRejection.ts';
import { amendOrder } from './amendOrder.ts';
import { type Amount, toAmount, toText } from './amount.ts';
import { cancelOrder } from './cancelOrder.ts';
import {
  type EngineOrder,
  executesAtMarket,
  isOpen,
  orderTypes,
  remaining,
  selfTradeModes,
} from './EngineOrder.ts';
import type { EngineState } from './EngineState.ts';

const accounts = ['main', 'other', 'third'];
const fund = { USDT: '100000', BTC: '2' };

/** Prices in a band around the market, in ticks of 0.01, so that orders often meet. */
const price = fc
  .integer({ min: 5_999_000, max: 6_001_000 })
  .map((cents) => toText(BigInt(cents) * 1_000_000n));
const quantity = fc.integer({ min: 100, max: 120_000 }).map((steps) => toText(BigInt(steps) * 1_000n));
const side = fc.constantFrom('BUY' as const, 'SELL' as const);

const command = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('place' as const),
      account: fc.constantFrom(...accounts),
      type: fc.constantFrom(...orderTypes),
      timeInForce: fc.constantFrom('GTC' as const, 'GTC' as const, 'IOC' as const, 'FOK' as const),
      selfTrade: fc.constantFrom(...selfTradeModes),
      side,
      price,
      stopPrice: price,
      quantity,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('list' as const),
      account: fc.constantFrom(...accounts),
      side,
      distance: fc.integer({ min: 1, max: 1_000 }),
      quantity,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('amend' as const), pick: fc.nat(), quantity }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('tick' as const),
      price,
      quantity,
      side: fc.constantFrom('buy' as const, 'sell' as const),
    }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

test('behavior: whatever happens, money is conserved, limits hold, priority holds, and the log restores it all', () => {
  fc.assert(
    fc.property(fc.array(command, { minLength: 5, maxLength: 60 }), (commands) => {
      using venue = testExchange({ accounts, fund });
      const { state } = venue.exchange;
      for (const each of commands) {
        const before = snapshot(state);
        const trades = state.trades.length;
        try {
          carryOut(venue, each);
        } catch (error) {
          if (!(error instanceof VenueRejection)) throw error;
          expect(printed(state)).toBe(before.printed);
        }
        checkMoney(state);
        checkOrders(state);
        checkPriority(state, before.resting, trades);
      }
      const printedBefore = printed(state);
      venue.exchange.close();
      using again = testExchange({ folder: venue.folder, script: venue.script, accounts });
      expect(printed(again.exchange.state)).toBe(printedBefore);
    }),
    { numRuns: 60 },
  );
}, 60_000);

function carryOut(venue: ReturnType<typeof testExchange>, each: Command): void {
  const { exchange } = venue;
  const open = () => [...exchange.state.orders.values()].filter(isOpen);
  switch (each.kind) {
    case 'place': {
      const { kind: _, ...order } = each;
      const market = executesAtMarket(order.type);
      const waits = order.type !== 'MARKET' && order.type !== 'LIMIT' && order.type !== 'LIMIT_MAKER';
      venue.place({
        ...order,
        timeInForce: market || order.type === 'LIMIT_MAKER' ? 'GTC' : order.timeInForce,
        price: market ? '0' : order.price,
        stopPrice: waits ? order.stopPrice : '0',
      });
      return;
    }
    case 'list': {
      const last = exchange.state.book('BTCUSDT').last?.price ?? 0n;
      const away = BigInt(each.distance) * 1_000_000n;
      const { account, side, quantity } = each;
      const limit = { account, side, quantity, type: 'LIMIT_MAKER' } as const;
      const stop = { account, side, quantity, type: 'STOP_LOSS' } as const;
      if (side === 'SELL') {
        venue.placeList(
          { ...limit, price: toText(last + away * 2n) },
          { ...stop, stopPrice: toText(last - away) },
        );
      } else {
        venue.placeList(
          { ...stop, stopPrice: toText(last + away) },
          { ...limit, price: toText(last - away * 2n) },
        );
      }
      return;
    }
    case 'cancel': {
      const order = open()[each.pick % Math.max(1, open().length)];
      if (order === undefined) return;
      exchange.run(({ now }) => cancelOrder(exchange.state, order, { now, requestClientOrderId: 'c' }));
      expect(isOpen(order)).toBe(false);
      return;
    }
    case 'amend': {
      const order = open()[each.pick % Math.max(1, open().length)];
      if (order === undefined) return;
      const change = { quantity: toAmount(each.quantity), clientOrderId: undefined };
      exchange.run(({ now }) => amendOrder(exchange.state, order, { ...change, now }));
      return;
    }
    case 'tick':
      venue.trade(each.price, each);
      return;
  }
}

/** Free plus locked is what was paid in, plus and less every execution and its fee; locked is what orders hold. */
function checkMoney(state: EngineState): void {
  for (const account of accounts) {
    const expected = new Map<string, Amount>(
      Object.entries(fund).map(([asset, amount]) => [asset, toAmount(amount)]),
    );
    const add = (asset: string, amount: Amount) => expected.set(asset, (expected.get(asset) ?? 0n) + amount);
    for (const trade of state.trades) {
      if (trade.account !== account) continue;
      const sign = trade.side === 'BUY' ? 1n : -1n;
      add('BTC', sign * trade.quantity);
      add('USDT', -sign * trade.quote);
      add(trade.commissionAsset, -trade.commission);
    }
    for (const [asset, total] of expected) {
      const { free, locked } = state.ledger.balance(account, asset);
      expect(free >= 0n && locked >= 0n).toBe(true);
      expect(free + locked).toBe(total);
      const held = [...state.orders.values()]
        .filter((order) => order.account === account && (order.side === 'BUY' ? 'USDT' : 'BTC') === asset)
        .reduce((sum, order) => sum + order.locked, 0n);
      expect(locked).toBe(held);
    }
  }
}

function checkOrders(state: EngineState): void {
  const book = state.book('BTCUSDT');
  for (const order of state.orders.values()) {
    const trades = state.trades.filter(({ orderId }) => orderId === order.id);
    expect(order.executed).toBe(trades.reduce((sum, { quantity }) => sum + quantity, 0n));
    expect(order.spent).toBe(trades.reduce((sum, { quote }) => sum + quote, 0n));
    expect(remaining(order) >= 0n).toBe(true);
    if (!isOpen(order)) expect(order.locked).toBe(0n);
    expect(order.status === 'FILLED').toBe(order.executed === order.quantity);
    expect([...book.bids, ...book.asks, ...book.waiting].filter((each) => each === order)).toHaveLength(
      isOpen(order) ? 1 : 0,
    );
    if (executesAtMarket(order.type)) continue;
    for (const trade of trades) {
      expect(order.side === 'BUY' ? trade.price <= order.price : trade.price >= order.price).toBe(true);
    }
  }
  const [bid, ask] = [book.bids[0], book.asks[0]];
  if (bid && ask) expect(bid.price < ask.price).toBe(true);
}

/** Nothing that rested is passed over: whoever goes before an order that traded is filled or gone. */
function checkPriority(state: EngineState, resting: readonly EngineOrder[], trades: number): void {
  const traded = new Set(state.trades.slice(trades).flatMap((trade) => (trade.maker ? [trade.orderId] : [])));
  for (const order of resting) {
    if (!traded.has(order.id)) continue;
    for (const other of resting) {
      if (other.side !== order.side || other === order) continue;
      const better =
        other.price === order.price
          ? other.priority < order.priority
          : other.price > order.price === (order.side === 'BUY');
      if (better) expect(isOpen(other)).toBe(false);
    }
  }
}

function snapshot(state: EngineState): { printed: string; resting: EngineOrder[] } {
  const book = state.book('BTCUSDT');
  return { printed: printed(state), resting: [...book.bids, ...book.asks] };
}

/** Everything that must survive a restart, in words. */
function printed(state: EngineState): string {
  const book = state.book('BTCUSDT');
  const text = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
  const balances = accounts.map((account) => [...state.ledger.assets(account)].sort());
  const byId = [...state.orders.values()].map(({ queueAhead: _, ...order }) => order);
  const books = [book.bids, book.asks, book.waiting.toSorted((a, b) => a.priority - b.priority)].map(
    (orders) => orders.map(({ id }) => id),
  );
  return JSON.stringify([balances, byId, books, state.trades, [...state.lists.values()]], text);
}
