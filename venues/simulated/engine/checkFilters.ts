import { VenueRejection } from '../VenueRejection.ts';
import { type Amount, times } from './amount.ts';
import { executesAtMarket, isConditional } from './EngineOrder.ts';
import type { EngineState } from './EngineState.ts';
import type { NewOrder } from './NewOrder.ts';
import { maxPrice, type SymbolRules } from './SymbolRules.ts';

/** Refuses what exchangeInfo's filters do not let through, in the exchange's words. */
export function checkFilters(state: EngineState, order: NewOrder, lastPrice: Amount): void {
  const { rules } = state.book(order.symbol);
  for (const price of [order.price, order.stopPrice]) if (price !== 0n) checkPrice(rules, price);
  if (!executesAtMarket(order.type)) checkPercentPrice(rules, order, lastPrice);
  if (order.quantity !== 0n) checkQuantity(rules, order.quantity);
  checkNotional(rules, order, lastPrice);
  checkCounts(state, order, 1);
}

/** The number of open orders that an account may have on a symbol, with `more` to come. */
export function checkCounts(state: EngineState, order: NewOrder, more: number): void {
  const { rules } = state.book(order.symbol);
  let open = 0;
  let conditional = 0;
  for (const other of state.openOrders(order.account, order.symbol)) {
    open += 1;
    if (isConditional(other.type)) conditional += 1;
  }
  if (order.type === 'MARKET') return;
  if (open + more > rules.maxOrders) fail('MAX_NUM_ORDERS');
  if (isConditional(order.type) && conditional + 1 > rules.maxConditionalOrders) fail('MAX_NUM_ALGO_ORDERS');
}

/** Lot size alone, for amendments. */
export function checkQuantity(rules: SymbolRules, quantity: Amount): void {
  if (quantity < rules.minQuantity || quantity > rules.maxQuantity || quantity % rules.step !== 0n) {
    fail('LOT_SIZE');
  }
}

/** Notional alone, for a quantity at a price. */
export function checkNotionalOf(rules: SymbolRules, notional: Amount, market: boolean): void {
  if (notional < rules.minNotional || (!market && notional > rules.maxNotional)) fail('NOTIONAL');
}

function checkPrice(rules: SymbolRules, price: Amount): void {
  if (price < rules.tick || price > maxPrice || price % rules.tick !== 0n) fail('PRICE_FILTER');
}

function checkPercentPrice(rules: SymbolRules, order: NewOrder, lastPrice: Amount): void {
  if (order.price > times(lastPrice, rules.percentUp) || order.price < times(lastPrice, rules.percentDown)) {
    fail('PERCENT_PRICE_BY_SIDE');
  }
}

function checkNotional(rules: SymbolRules, order: NewOrder, lastPrice: Amount): void {
  const market = executesAtMarket(order.type);
  const asked = times(market ? lastPrice : order.price, order.quantity);
  checkNotionalOf(rules, order.quoteQuantity === 0n ? asked : order.quoteQuantity, market);
}

function fail(filter: string): never {
  throw new VenueRejection(-1013, `Filter failure: ${filter}`);
}
