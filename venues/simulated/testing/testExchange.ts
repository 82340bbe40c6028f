import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toAmount, toText } from '../engine/amount.ts';
import type { EngineOrder, OrderList } from '../engine/EngineOrder.ts';
import type { NewOrder } from '../engine/NewOrder.ts';
import { placeOrder } from '../engine/placeOrder.ts';
import { placeOrderList } from '../engine/placeOrderList.ts';
import { type Fund, SimulatedExchange } from '../SimulatedExchange.ts';
import { type ScriptedMarket, scriptedMarket } from './scriptedMarket.ts';

/** An order as tests write it: amounts as text, the rest by default a resting BTC limit order of `main`. */
export type TestOrder = Partial<Omit<NewOrder, 'price' | 'stopPrice' | 'quantity' | 'quoteQuantity'>> & {
  price?: string;
  stopPrice?: string;
  quantity?: string;
  quoteQuantity?: string;
};

/** An exchange on a scripted market, in a folder that goes with it. */
export function testExchange(
  options: { folder?: string; script?: ScriptedMarket; fund?: Fund; accounts?: readonly string[] } = {},
) {
  const script = options.script ?? scriptedMarket();
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'simulated-venue-'));
  const exchange = new SimulatedExchange({ market: script.market, clock: script.clock, folder });
  for (const account of options.accounts ?? ['main']) {
    exchange.fund(account, options.fund ?? { USDT: '100000', BTC: '2', ETH: '10' });
  }
  let clientId = exchange.state.lastOrderId;

  function request(order: TestOrder): NewOrder {
    clientId += 1;
    return {
      account: 'main',
      symbol: 'BTCUSDT',
      side: 'BUY',
      type: 'LIMIT',
      timeInForce: 'GTC',
      clientOrderId: `test-${clientId}`,
      selfTrade: 'EXPIRE_TAKER',
      ...order,
      price: toAmount(order.price ?? '0'),
      stopPrice: toAmount(order.stopPrice ?? '0'),
      quantity: toAmount(order.quantity ?? '0'),
      quoteQuantity: toAmount(order.quoteQuantity ?? '0'),
    };
  }

  return {
    exchange,
    script,
    folder,
    request,
    place: (order: TestOrder): EngineOrder =>
      exchange.run((moment) => placeOrder(exchange.state, request(order), moment)),
    placeList: (
      above: TestOrder,
      below: TestOrder,
    ): { list: OrderList; orders: [EngineOrder, EngineOrder] } =>
      exchange.run((moment) =>
        placeOrderList(
          exchange.state,
          { clientOrderId: `list-${clientId}`, above: request(above), below: request(below) },
          moment,
        ),
      ),
    /** A trade of the market, met by the orders at once. */
    trade(...args: Parameters<ScriptedMarket['trade']>) {
      script.trade(...args);
      exchange.walk();
    },
    /** `free locked`, printed. */
    balance(asset: string, account = 'main') {
      const { free, locked } = exchange.state.ledger.balance(account, asset);
      return `${toText(free)} ${toText(locked)}`;
    },
    order(id: number): EngineOrder {
      const order = exchange.state.orders.get(id);
      if (order === undefined) throw new Error(`no order ${id}`);
      return order;
    },
    [Symbol.dispose]() {
      exchange.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
