import type { Amount } from './amount.ts';
import { becomeOnlyLeg } from './closeOrder.ts';
import type { EngineOrder } from './EngineOrder.ts';
import type { EngineState } from './EngineState.ts';
import type { Moment } from './NewOrder.ts';
import { settle } from './settle.ts';

/** The market trades with an order that rests, at the order's own price. */
export function fillResting(state: EngineState, order: EngineOrder, quantity: Amount, moment: Moment): void {
  becomeOnlyLeg(state, order, moment.now);
  settle(state, {
    maker: order,
    taker: undefined,
    symbol: order.symbol,
    price: order.price,
    quantity,
    now: moment.now,
    marketTime: moment.marketTime,
  });
}
