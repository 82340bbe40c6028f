import { randomBytes } from 'node:crypto';
import type { Amount } from '../engine/amount.ts';
import { type EngineOrderType, orderTypes, selfTradeModes, timesInForce } from '../engine/EngineOrder.ts';
import type { NewOrder } from '../engine/NewOrder.ts';
import { VenueRejection } from '../VenueRejection.ts';
import type { ApiCall } from './Endpoint.ts';
import { missing, notRequired, type Params } from './Params.ts';

/** Parameters of a new order. */
export const newOrderParams = [
  'symbol',
  'side',
  'type',
  'timeInForce',
  'quantity',
  'quoteOrderQty',
  'price',
  'newClientOrderId',
  'stopPrice',
  'trailingDelta',
  'icebergQty',
  'newOrderRespType',
  'selfTradePreventionMode',
];

type Amounts = 'price' | 'stopPrice' | 'timeInForce';

const takes: Record<EngineOrderType, readonly Amounts[]> = {
  LIMIT: ['timeInForce', 'price'],
  LIMIT_MAKER: ['price'],
  MARKET: [],
  STOP_LOSS: ['stopPrice'],
  TAKE_PROFIT: ['stopPrice'],
  STOP_LOSS_LIMIT: ['timeInForce', 'price', 'stopPrice'],
  TAKE_PROFIT_LIMIT: ['timeInForce', 'price', 'stopPrice'],
};

/** Reads a new order; each type has parameters that it needs and parameters that it refuses. */
export function readNewOrder(symbols: ReadonlySet<string>, { params, account }: ApiCall): NewOrder {
  const symbol = readSymbol(symbols, params);
  params.required('side');
  const side = params.choice('side', ['BUY', 'SELL'], { code: -1117, what: 'side' }) ?? 'BUY';
  params.required('type');
  const type = params.choice('type', orderTypes, { code: -1116, what: 'orderType' }) ?? 'LIMIT';
  refuseUnsupported(params);
  const leg = readTerms(type, params, {
    price: 'price',
    stopPrice: 'stopPrice',
    timeInForce: 'timeInForce',
  });
  return {
    account,
    symbol,
    side,
    type,
    ...leg,
    ...readQuantity(type, params),
    clientOrderId: params.clientOrderId('newClientOrderId') ?? randomClientOrderId(),
    selfTrade: readSelfTrade(params),
  };
}

/** Reads price, trigger and time in force by the names that they have in this request. */
export function readTerms(
  type: EngineOrderType,
  params: Params,
  names: Record<Amounts, string>,
): Pick<NewOrder, 'price' | 'stopPrice' | 'timeInForce'> {
  for (const each of ['price', 'stopPrice', 'timeInForce'] as const) {
    const needed = takes[type].includes(each);
    if (needed && !params.has(names[each])) throw missing(names[each]);
    if (!needed && params.has(names[each])) throw notRequired(names[each]);
  }
  return {
    price: params.amount(names.price) ?? 0n,
    stopPrice: params.amount(names.stopPrice) ?? 0n,
    timeInForce:
      params.choice(names.timeInForce, timesInForce, { code: -1115, what: 'timeInForce' }) ?? 'GTC',
  };
}

export function readSymbol(symbols: ReadonlySet<string>, params: Params, name = 'symbol'): string {
  const symbol = params.required(name);
  if (!/^[A-Z0-9-_.]{1,20}$/.test(symbol)) {
    throw new VenueRejection(
      -1100,
      `Illegal characters found in parameter '${name}'; legal range is '^[A-Z0-9-_.]{1,20}$'.`,
    );
  }
  if (!symbols.has(symbol)) throw new VenueRejection(-1121, 'Invalid symbol.');
  return symbol;
}

export function readSelfTrade(params: Params): NewOrder['selfTrade'] {
  return (
    params.choice('selfTradePreventionMode', selfTradeModes, {
      code: -1013,
      what: 'selfTradePreventionMode',
    }) ?? 'EXPIRE_TAKER'
  );
}

export function randomClientOrderId(): string {
  return randomBytes(16).toString('base64url').replaceAll('-', 'A').replaceAll('_', 'B');
}

function readQuantity(type: EngineOrderType, params: Params): { quantity: Amount; quoteQuantity: Amount } {
  const quantity = params.amount('quantity');
  const quoteQuantity = params.amount('quoteOrderQty');
  if (quoteQuantity !== undefined) {
    if (type !== 'MARKET') throw notRequired('quoteOrderQty');
    if (quantity !== undefined) {
      throw new VenueRejection(-1128, 'Combination of optional parameters invalid.');
    }
    return { quantity: 0n, quoteQuantity };
  }
  if (quantity === undefined) throw missing('quantity');
  return { quantity, quoteQuantity: 0n };
}

/** What exchangeInfo says this venue does not have. */
function refuseUnsupported(params: Params): void {
  if (params.has('icebergQty')) {
    throw new VenueRejection(-1013, 'Iceberg orders are not supported for this symbol.');
  }
  if (params.has('trailingDelta')) {
    throw new VenueRejection(-1013, 'Trailing stop orders are not supported for this symbol.');
  }
}
