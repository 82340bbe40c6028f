import { VenueRejection } from '../VenueRejection.ts';
import { type Amount, times } from './amount.ts';
import { checkFilters } from './checkFilters.ts';
import { type EngineOrderType, executesAtMarket, isConditional, isOpen, type Side } from './EngineOrder.ts';
import type { EngineState } from './EngineState.ts';
import { offers, preview, quantityForQuote } from './matchTaker.ts';
import type { NewOrder } from './NewOrder.ts';

/** What an order that passes will trade and hold. */
export type Admission = { quantity: Amount; locks: Amount };

/** Everything that can refuse an order before it exists. Changes nothing, so it also serves `order/test`. */
export function checkNewOrder(state: EngineState, order: NewOrder): Admission {
  const admission = checkWithoutFunds(state, order);
  const { base, quote } = state.book(order.symbol).rules;
  const asset = order.side === 'BUY' ? quote : base;
  requireFunds(state, order.account, asset, admission.locks);
  return admission;
}

/** As `checkNewOrder`, less the balance: the legs of a list share what they hold. */
export function checkWithoutFunds(state: EngineState, order: NewOrder): Admission {
  const book = state.book(order.symbol);
  if (book.last === undefined || book.closed !== undefined)
    throw new VenueRejection(-1013, 'Market is closed.');
  checkFilters(state, order, book.last.price);
  const other = state.orderByClientId(order.account, order.symbol, order.clientOrderId);
  if (other !== undefined && isOpen(other)) throw new VenueRejection(-2010, 'Duplicate order sent.');
  if (isConditional(order.type) && isTriggered(order.type, order.side, order.stopPrice, book.last.price)) {
    throw new VenueRejection(-2010, 'Stop price would trigger immediately.');
  }
  if (order.type === 'LIMIT_MAKER' && offers(book, order.side, order.price).length > 0) {
    throw new VenueRejection(-2010, 'Order would immediately match and take.');
  }
  const quantity =
    order.quoteQuantity === 0n ? order.quantity : quantityForQuote(book, order.side, order.quoteQuantity);
  if (quantity === 0n) throw new VenueRejection(-1013, 'Filter failure: LOT_SIZE');
  return { quantity, locks: lockFor(state, order, quantity) };
}

/** Refuses what the free balance does not cover. */
export function requireFunds(state: EngineState, account: string, asset: string, amount: Amount): void {
  if (state.ledger.balance(account, asset).free < amount) {
    throw new VenueRejection(-2010, 'Account has insufficient balance for requested action.');
  }
}

/** Whether a trade at `price` sets off an order of this type. */
export function isTriggered(type: EngineOrderType, side: Side, stopPrice: Amount, price: Amount): boolean {
  const rises = (type === 'STOP_LOSS' || type === 'STOP_LOSS_LIMIT') === (side === 'BUY');
  return rises ? price >= stopPrice : price <= stopPrice;
}

function lockFor(state: EngineState, order: NewOrder, quantity: Amount): Amount {
  if (order.side === 'SELL') return quantity;
  if (!executesAtMarket(order.type)) return times(order.price, quantity);
  if (order.type !== 'MARKET') return times(order.stopPrice, quantity);
  const taker = { account: order.account, side: order.side, limit: 0n, selfTrade: order.selfTrade };
  return preview(state.book(order.symbol), taker, quantity).quote;
}
