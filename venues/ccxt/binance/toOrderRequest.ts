import { Decimal, decimal } from '../../../domain/decimal.ts';
import type { Instrument } from '../../../domain/Instrument.ts';
import { decimalsOf, roundPrice, truncateQuantity } from '../../../domain/instrumentRules.ts';
import type { OrderIntent } from '../../../domain/Order.ts';
import { legIds } from './orderLegs.ts';

/** One request that places an order: which endpoint, and its parameters without time stamp and signature. */
export type OrderRequest = { endpoint: 'order' | 'orderList'; params: Record<string, string> };

/**
 * Writes an intent as the exchange's request. Quantities are cut to the step and prices rounded to the tick on
 * the side that is safe for the user. Throws `RangeError` for an intent that lacks what its type needs or whose
 * quantity is less than one step: nothing is sent then.
 */
export function toOrderRequest(intent: OrderIntent, rules: Instrument, symbol: string): OrderRequest {
  const write = writer(intent, rules);
  if (intent.type === 'oco') return { endpoint: 'orderList', params: listParams(intent, symbol, write) };
  return {
    endpoint: 'order',
    params: {
      symbol,
      side: sideOf(intent),
      ...typeParams(intent, write),
      quantity: write.quantity(),
      newClientOrderId: intent.clientOrderId,
      newOrderRespType: 'RESULT',
    },
  };
}

type Writer = { quantity(): string; price(value: string | null, what: string): string };

function typeParams(intent: OrderIntent, write: Writer): Record<string, string> {
  const timeInForce = intent.timeInForce.toUpperCase();
  const price = () => write.price(intent.price, 'a price');
  const stopPrice = () => write.price(intent.triggerPrice, 'a trigger price');
  switch (intent.type) {
    case 'market':
      // An approved cap turns a market order into one that takes what the cap allows and no more.
      return intent.price === null
        ? { type: 'MARKET' }
        : { type: 'LIMIT', timeInForce: 'IOC', price: price() };
    case 'limit':
      return { type: 'LIMIT', timeInForce, price: price() };
    case 'postOnly':
      return { type: 'LIMIT_MAKER', price: price() };
    case 'stop':
      return { type: 'STOP_LOSS', stopPrice: stopPrice() };
    case 'stopLimit':
      return { type: 'STOP_LOSS_LIMIT', timeInForce, price: price(), stopPrice: stopPrice() };
    case 'takeProfit':
      return intent.price === null
        ? { type: 'TAKE_PROFIT', stopPrice: stopPrice() }
        : { type: 'TAKE_PROFIT_LIMIT', timeInForce, price: price(), stopPrice: stopPrice() };
    case 'oco':
      throw new RangeError('an OCO is not one order');
  }
}

/** A sell has its target above and its stop below the market; a buy the other way round. */
function listParams(intent: OrderIntent, symbol: string, write: Writer): Record<string, string> {
  const ids = legIds(intent.clientOrderId);
  const [targetLeg, stopLeg] = intent.side === 'sell' ? ['above', 'below'] : ['below', 'above'];
  const stop: Record<string, string> =
    intent.price === null
      ? { [`${stopLeg}Type`]: 'STOP_LOSS' }
      : {
          [`${stopLeg}Type`]: 'STOP_LOSS_LIMIT',
          [`${stopLeg}Price`]: write.price(intent.price, 'a price'),
          [`${stopLeg}TimeInForce`]: intent.timeInForce.toUpperCase(),
        };
  return {
    symbol,
    side: sideOf(intent),
    quantity: write.quantity(),
    listClientOrderId: intent.clientOrderId,
    newOrderRespType: 'RESULT',
    [`${targetLeg}Type`]: 'LIMIT_MAKER',
    [`${targetLeg}Price`]: write.price(intent.targetPrice, 'a target price'),
    [`${targetLeg}ClientOrderId`]: ids.target,
    ...stop,
    [`${stopLeg}StopPrice`]: write.price(intent.triggerPrice, 'a trigger price'),
    [`${stopLeg}ClientOrderId`]: ids.stop,
  };
}

function writer(intent: OrderIntent, rules: Instrument): Writer {
  return {
    quantity() {
      const cut = truncateQuantity(rules, decimal(intent.quantity));
      if (cut.lte(0)) throw new RangeError(`the quantity ${intent.quantity} is less than one step`);
      return cut.toFixed(decimalsOf(rules.quantityStep), Decimal.ROUND_DOWN);
    },
    price(value, what) {
      if (value === null) throw new RangeError(`a ${intent.type} order needs ${what}`);
      const rounded = roundPrice(rules, intent.side, decimal(value));
      if (rounded.lte(0)) throw new RangeError(`${what} of ${value} is less than one tick`);
      return rounded.toFixed(decimalsOf(rules.priceTick));
    },
  };
}

function sideOf(intent: OrderIntent): string {
  return intent.side.toUpperCase();
}
