import { type InstrumentId, instrumentId, orderId } from '../../domain/ids.ts';
import type { RiskAccount, RiskHolding } from './RiskInput.ts';
import { sumsOf } from './sums/accountSums.ts';
import { type HolderFill, holdersOf } from './sums/holders.ts';
import type { OrderRow } from './sums/OrderRow.ts';
import { type ClosedTrade, tradesOf } from './sums/trades.ts';

/** An account as tests write it: its orders, trades and fills one by one instead of their sums. */
export type TestAccount = Partial<Omit<RiskAccount, 'holdings' | 'orders' | 'trades' | 'holders'>> & {
  holdings?: readonly (Omit<RiskHolding, 'venue'> & { venue?: string })[];
  openOrders?: readonly TestOrder[];
  recentOrders?: readonly { at: number; instrument: InstrumentId; side: 'buy' | 'sell'; quantity: string }[];
  trades?: readonly ClosedTrade[];
  fills?: readonly HolderFill[];
};

export type TestOrder = Pick<OrderRow, 'instrument' | 'role' | 'status' | 'side' | 'price'> &
  Partial<OrderRow> & {
    /** What of it may still trade. */
    remaining: string;
  };

/** 100,000 in cash and nothing else, unless told otherwise. */
export function testAccount(changes: TestAccount = {}): RiskAccount {
  const { holdings = [], openOrders = [], recentOrders = [], trades = [], fills = [], ...others } = changes;
  const rows = [
    ...openOrders.map((order, index) => openRow(order, index)),
    ...recentOrders.map((order, index) => sentRow(order, openOrders.length + index)),
  ];
  return {
    equity: '100000',
    cashFree: '100000',
    dayStartEquity: '100000',
    peakEquity: '100000',
    duplicates: 0,
    streakClearedAt: 0,
    ...others,
    holdings: holdings.map((holding) => ({ venue: 'simulated', ...holding })),
    orders: sumsOf(rows),
    trades: tradesOf(trades),
    holders: holdersOf(fills),
  };
}

export const testOrderId = (number: number) => orderId.parse(`ORD-${String(number).padStart(16, '0')}`);

const row = {
  venue: 'simulated',
  proposer: null,
  proposal: null,
  filled: '0',
  restingPrice: undefined,
} as const;

/** Placed so long ago that it counts for no rate. */
function openRow({ remaining, ...order }: TestOrder, index: number): OrderRow {
  return {
    ...row,
    id: testOrderId(index),
    createdAt: 0,
    quantity: remaining,
    restingPrice: order.role === 'protection' && order.status !== 'triggered' ? undefined : order.price,
    ...order,
  };
}

function sentRow(
  { at, ...order }: NonNullable<TestAccount['recentOrders']>[number],
  index: number,
): OrderRow {
  const { quantity } = order;
  const closed = { role: 'entry', status: 'filled', price: undefined } as const;
  return { ...row, ...closed, ...order, id: testOrderId(index), createdAt: at, filled: quantity };
}

/** A buy of 0.1 BTC at 49,000 that rests, unless told otherwise. */
export function testOrder(changes: Partial<TestOrder> = {}): TestOrder {
  return {
    instrument: instrumentId.parse('BTC/USDT'),
    role: 'entry',
    status: 'accepted',
    side: 'buy',
    remaining: '0.1',
    price: '49000',
    ...changes,
  };
}

/** A closed trade in BTC that lost 10 at its stop, unless told otherwise. */
export function testTrade(number: number, at: number, changes: Partial<ClosedTrade> = {}): ClosedTrade {
  return {
    order: testOrderId(1_000 + number),
    instrument: instrumentId.parse('BTC/USDT'),
    at,
    profit: '-10',
    stopOut: true,
    ...changes,
  };
}
