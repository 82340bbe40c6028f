import { decimal } from '../../../domain/decimal.ts';
import { roundPrice } from '../../../domain/instrumentRules.ts';
import type { OrderIntent } from '../../../domain/Order.ts';
import { legIds } from '../../../venues/ccxt/binance/orderLegs.ts';
import { toAmount } from '../../../venues/simulated/engine/amount.ts';
import type { EngineOrderType } from '../../../venues/simulated/engine/EngineOrder.ts';
import type { NewOrder } from '../../../venues/simulated/engine/NewOrder.ts';
import type { NewOrderList } from '../../../venues/simulated/engine/placeOrderList.ts';
import { simulatedInstruments } from './simulatedSymbols.ts';

export const mainAccount = 'main';

/** What an intent asks the engine for: one order, or two of which one cancels the other. Mirrors the ccxt adapter. */
export function toEngineOrders(
  intent: OrderIntent,
): { kind: 'order'; order: NewOrder } | { kind: 'list'; list: NewOrderList } {
  if (intent.type !== 'oco') {
    const type = engineType(intent);
    return {
      kind: 'order',
      order: {
        ...shared(intent),
        type,
        timeInForce: type === 'LIMIT' ? timeInForce(intent) : 'GTC',
        price: type === 'LIMIT' || type === 'LIMIT_MAKER' ? price(intent, intent.price) : 0n,
        stopPrice: type === 'STOP_LOSS' ? price(intent, intent.triggerPrice) : 0n,
        clientOrderId: intent.clientOrderId,
      },
    };
  }
  const ids = legIds(intent.clientOrderId);
  const common = { ...shared(intent), timeInForce: 'GTC' as const };
  return {
    kind: 'list',
    list: {
      clientOrderId: intent.clientOrderId,
      above: {
        ...common,
        type: 'LIMIT_MAKER',
        price: price(intent, intent.targetPrice),
        stopPrice: 0n,
        clientOrderId: ids.target,
      },
      below: {
        ...common,
        type: 'STOP_LOSS',
        price: 0n,
        stopPrice: price(intent, intent.triggerPrice),
        clientOrderId: ids.stop,
      },
    },
  };
}

function shared(intent: OrderIntent) {
  return {
    account: mainAccount,
    symbol: intent.instrument.replace('/', ''),
    side: intent.side === 'buy' ? ('BUY' as const) : ('SELL' as const),
    quantity: toAmount(intent.quantity),
    quoteQuantity: 0n,
    selfTrade: 'EXPIRE_MAKER' as const,
  };
}

function engineType(intent: OrderIntent): EngineOrderType {
  switch (intent.type) {
    case 'limit':
      return 'LIMIT';
    case 'postOnly':
      return 'LIMIT_MAKER';
    case 'stop':
      return 'STOP_LOSS';
    default:
      throw new RangeError(`The desk sends no ${intent.type} order on a spot venue`);
  }
}

function timeInForce(intent: OrderIntent): NewOrder['timeInForce'] {
  const names = { gtc: 'GTC', ioc: 'IOC', fok: 'FOK' } as const;
  return names[intent.timeInForce];
}

function price(intent: OrderIntent, value: string | null): bigint {
  const rules = simulatedInstruments.get(intent.instrument);
  if (value === null || rules === undefined) throw new RangeError(`${intent.id} lacks a price`);
  return toAmount(roundPrice(rules, intent.side, decimal(value)).toFixed(2));
}
