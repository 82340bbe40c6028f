import { type Amount, times } from './amount.ts';
import { closeOrder, lockedAsset, releaseExcess } from './closeOrder.ts';
import { type EngineOrder, type EngineTrade, remaining } from './EngineOrder.ts';
import type { EngineState } from './EngineState.ts';

/** One execution. Either side may be the market itself (undefined). Times: wall and market, epoch ms. */
export type Settlement = {
  maker: EngineOrder | undefined;
  taker: EngineOrder | undefined;
  symbol: string;
  price: Amount;
  quantity: Amount;
  now: number;
  marketTime: number;
};

/** Books an execution on both orders and both accounts, and closes what is filled. */
export function settle(state: EngineState, deal: Settlement): void {
  const id = state.nextTradeId(deal.symbol, deal.marketTime);
  if (deal.maker) settleSide(state, deal, deal.maker, id, true);
  if (deal.taker) settleSide(state, deal, deal.taker, id, false);
}

function settleSide(
  state: EngineState,
  deal: Settlement,
  order: EngineOrder,
  id: number,
  maker: boolean,
): void {
  const { base, quote } = state.book(order.symbol).rules;
  const cost = times(deal.price, deal.quantity);
  const [paid, received] = order.side === 'BUY' ? [cost, deal.quantity] : [deal.quantity, cost];
  const receivedAsset = order.side === 'BUY' ? base : quote;
  const commission = times(received, maker ? state.fees.maker : state.fees.taker);

  state.ledger.spendLocked(order.account, lockedAsset(state, order), paid);
  order.locked -= paid;
  state.ledger.credit(order.account, receivedAsset, received - commission);

  order.executed += deal.quantity;
  order.spent += cost;
  order.updatedAt = deal.now;
  const filled = remaining(order) === 0n;
  order.status = filled && order.prevented === 0n ? 'FILLED' : 'PARTIALLY_FILLED';
  const trade: EngineTrade = {
    id,
    account: order.account,
    symbol: order.symbol,
    orderId: order.id,
    listId: order.listId,
    side: order.side,
    price: deal.price,
    quantity: deal.quantity,
    quote: cost,
    commission,
    commissionAsset: receivedAsset,
    maker,
    at: deal.now,
    marketTime: deal.marketTime,
  };
  state.addTrade(trade);
  state.changes.trades.push(trade);
  state.record('TRADE', order, { trade });
  if (filled) closeOrder(state, order, { status: order.status, execution: 'none', now: deal.now });
  else releaseExcess(state, order);
}
