import type { Amount } from '../engine/amount.ts';
import type { EngineOrderType, Side } from '../engine/EngineOrder.ts';
import type { NewOrder } from '../engine/NewOrder.ts';
import type { NewOrderList } from '../engine/placeOrderList.ts';
import type { ApiCall } from './Endpoint.ts';
import type { ResponseType } from './orderShapes.ts';
import { missing, type Params } from './Params.ts';
import { randomClientOrderId, readSelfTrade, readSymbol, readTerms } from './readNewOrder.ts';

const shared = [
  'symbol',
  'listClientOrderId',
  'side',
  'quantity',
  'newOrderRespType',
  'selfTradePreventionMode',
];

const legNames = ['Type', 'ClientOrderId', 'Price', 'StopPrice', 'TimeInForce'];

export const ocoParams = [
  ...shared,
  ...legNames.map((name) => `above${name}`),
  ...legNames.map((name) => `below${name}`),
];

export const legacyOcoParams = [
  ...shared,
  'limitClientOrderId',
  'price',
  'stopClientOrderId',
  'stopPrice',
  'stopLimitPrice',
  'stopLimitTimeInForce',
];

const legTypes: readonly EngineOrderType[] = [
  'STOP_LOSS_LIMIT',
  'STOP_LOSS',
  'LIMIT_MAKER',
  'TAKE_PROFIT',
  'TAKE_PROFIT_LIMIT',
];

export type OrderListRequest = { request: NewOrderList; as: ResponseType };

/** Reads an OCO whose legs are named by where they lie: above and below the market. */
export function readOco(symbols: ReadonlySet<string>, call: ApiCall): OrderListRequest {
  const { params } = call;
  const terms = readShared(symbols, call);
  const leg = (prefix: 'above' | 'below'): NewOrder => {
    params.required(`${prefix}Type`);
    const type =
      params.choice(`${prefix}Type`, legTypes, { code: -1116, what: 'orderType' }) ?? 'LIMIT_MAKER';
    return {
      ...terms.order,
      type,
      ...readTerms(type, params, {
        price: `${prefix}Price`,
        stopPrice: `${prefix}StopPrice`,
        timeInForce: `${prefix}TimeInForce`,
      }),
      clientOrderId: params.clientOrderId(`${prefix}ClientOrderId`) ?? randomClientOrderId(),
    };
  };
  return {
    request: { clientOrderId: terms.clientOrderId, above: leg('above'), below: leg('below') },
    as: terms.as,
  };
}

/** Reads the older form: a limit leg and a stop leg, which lie where the side puts them. */
export function readLegacyOco(symbols: ReadonlySet<string>, call: ApiCall): OrderListRequest {
  const { params } = call;
  const terms = readShared(symbols, call);
  const stopType = params.has('stopLimitPrice') ? 'STOP_LOSS_LIMIT' : 'STOP_LOSS';
  const limit: NewOrder = {
    ...terms.order,
    type: 'LIMIT_MAKER',
    price: required(params, 'price'),
    stopPrice: 0n,
    timeInForce: 'GTC',
    clientOrderId: params.clientOrderId('limitClientOrderId') ?? randomClientOrderId(),
  };
  const stop: NewOrder = {
    ...terms.order,
    type: stopType,
    ...readTerms(stopType, params, {
      price: 'stopLimitPrice',
      stopPrice: 'stopPrice',
      timeInForce: 'stopLimitTimeInForce',
    }),
    clientOrderId: params.clientOrderId('stopClientOrderId') ?? randomClientOrderId(),
  };
  const [above, below] = terms.order.side === 'SELL' ? [limit, stop] : [stop, limit];
  return { request: { clientOrderId: terms.clientOrderId, above, below }, as: terms.as };
}

function readShared(symbols: ReadonlySet<string>, { params, account }: ApiCall) {
  const symbol = readSymbol(symbols, params);
  params.required('side');
  const side: Side = params.choice('side', ['BUY', 'SELL'], { code: -1117, what: 'side' }) ?? 'BUY';
  const order = {
    account,
    symbol,
    side,
    quantity: required(params, 'quantity'),
    quoteQuantity: 0n,
    selfTrade: readSelfTrade(params),
  };
  return {
    order,
    clientOrderId: params.clientOrderId('listClientOrderId') ?? randomClientOrderId(),
    as: params.choice('newOrderRespType', ['ACK', 'RESULT', 'FULL'] as const) ?? 'RESULT',
  };
}

function required(params: Params, name: string): Amount {
  const amount = params.amount(name);
  if (amount === undefined) throw missing(name);
  return amount;
}
