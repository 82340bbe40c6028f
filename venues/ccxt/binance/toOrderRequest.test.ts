import { describe, expect, test } from 'vitest';
import type { Instrument } from '../../../domain/Instrument.ts';
import { accountId, instrumentId, orderId } from '../../../domain/ids.ts';
import type { OrderIntent } from '../../../domain/Order.ts';
import { toOrderRequest } from './toOrderRequest.ts';

const bitcoin = instrumentId.parse('BTC/USDT');
const rules: Instrument = {
  ...{ id: bitcoin, base: 'BTC', quote: 'USDT', tradable: true, priceTick: '0.01', quantityStep: '0.00001' },
  ...{ minQuantity: '0.00001', maxQuantity: '9000', minNotional: '5', makerFee: '0', takerFee: '0' },
  ...{ orderTypes: ['market'], timeInForce: ['gtc'] },
};
const basic: OrderIntent = {
  ...{ id: orderId.parse('ORD-0000000000000001'), clientOrderId: 'ord-1', account: accountId.parse('main') },
  ...{
    venue: 'v',
    instrument: bitcoin,
    role: 'entry',
    proposal: null,
    parent: null,
    side: 'sell',
    type: 'market',
  },
  ...{
    quantity: '0.5',
    price: null,
    triggerPrice: null,
    targetPrice: null,
    timeInForce: 'gtc',
    reduceOnly: true,
  },
  ...{ sendBefore: 2, createdAt: 1 },
};
const write = (changes: Partial<OrderIntent>) => toOrderRequest({ ...basic, ...changes }, rules, 'BTCUSDT');
const price = '60000.5';
const triggerPrice = '59000';

describe('toOrderRequest', () => {
  test('default: a market order', () => {
    expect(write({})).toEqual({
      endpoint: 'order',
      params: {
        ...{ symbol: 'BTCUSDT', side: 'SELL', type: 'MARKET', quantity: '0.50000' },
        ...{ newClientOrderId: 'ord-1', newOrderRespType: 'RESULT' },
      },
    });
  });

  test.each<[Partial<OrderIntent>, Record<string, string>]>([
    [
      { type: 'market', price },
      { type: 'LIMIT', timeInForce: 'IOC', price: '60000.50' },
    ],
    [
      { type: 'limit', price, timeInForce: 'fok' },
      { type: 'LIMIT', timeInForce: 'FOK', price: '60000.50' },
    ],
    [
      { type: 'postOnly', price },
      { type: 'LIMIT_MAKER', price: '60000.50' },
    ],
    [
      { type: 'stop', triggerPrice },
      { type: 'STOP_LOSS', stopPrice: '59000.00' },
    ],
    [
      { type: 'stopLimit', triggerPrice, price },
      { type: 'STOP_LOSS_LIMIT', timeInForce: 'GTC', price: '60000.50', stopPrice: '59000.00' },
    ],
    [
      { type: 'takeProfit', triggerPrice },
      { type: 'TAKE_PROFIT', stopPrice: '59000.00' },
    ],
    [
      { type: 'takeProfit', triggerPrice, price },
      { type: 'TAKE_PROFIT_LIMIT', timeInForce: 'GTC', price: '60000.50', stopPrice: '59000.00' },
    ],
  ])('behavior: %o', (changes, expected) => {
    const { symbol, side, quantity, newClientOrderId, newOrderRespType, ...rest } = write(changes).params;
    expect(rest).toEqual(expected);
    expect([symbol, side, quantity, newClientOrderId, newOrderRespType]).toEqual([
      ...['BTCUSDT', 'SELL', '0.50000', 'ord-1', 'RESULT'],
    ]);
  });

  test('behavior: an OCO that sells has its target above, one that buys below', () => {
    const changes = { type: 'oco', triggerPrice, targetPrice: '63000' } as const;
    expect(write(changes)).toEqual({
      endpoint: 'orderList',
      params: {
        ...{ symbol: 'BTCUSDT', side: 'SELL', quantity: '0.50000', listClientOrderId: 'ord-1' },
        ...{ newOrderRespType: 'RESULT', aboveType: 'LIMIT_MAKER', abovePrice: '63000.00' },
        ...{ aboveClientOrderId: 'ord-1-t', belowType: 'STOP_LOSS', belowStopPrice: '59000.00' },
        belowClientOrderId: 'ord-1-s',
      },
    });
    const buy = write({
      ...changes,
      side: 'buy',
      triggerPrice: '64000',
      targetPrice: '58000',
      price: '64100',
    });
    expect(buy.params).toMatchObject({
      ...{ belowType: 'LIMIT_MAKER', belowPrice: '58000.00', belowClientOrderId: 'ord-1-t' },
      ...{ aboveType: 'STOP_LOSS_LIMIT', aboveStopPrice: '64000.00', abovePrice: '64100.00' },
      ...{ aboveTimeInForce: 'GTC', aboveClientOrderId: 'ord-1-s' },
    });
  });

  test('behavior: amounts are cut and prices rounded to the safe side, never the other', () => {
    expect(write({ quantity: '0.123459999' }).params.quantity).toBe('0.12345');
    const rounded = (side: 'buy' | 'sell') => write({ side, type: 'limit', price: '100.005' }).params.price;
    expect([rounded('buy'), rounded('sell')]).toEqual(['100.00', '100.01']);
    const stop = (side: 'buy' | 'sell') =>
      write({ side, type: 'stop', triggerPrice: '100.005' }).params.stopPrice;
    expect([stop('buy'), stop('sell')]).toEqual(['100.00', '100.01']);
  });

  test('behavior: reduce-only is the desk’s own promise and not sent on spot', () => {
    expect(Object.keys(write({ reduceOnly: true }).params)).not.toContain('reduceOnly');
  });

  test.each<[string, Partial<OrderIntent>]>([
    ['a limit order without a price', { type: 'limit' }],
    ['a stop without a trigger', { type: 'stop' }],
    ['a stop-limit without a price', { type: 'stopLimit', triggerPrice }],
    ['an OCO without a target', { type: 'oco', triggerPrice }],
    ['an OCO without a stop', { type: 'oco', targetPrice: '63000' }],
    ['less than a step', { quantity: '0.000009' }],
    ['a price below a tick', { type: 'limit', side: 'buy', price: '0.009' }],
  ])('error: %s', (_, changes) => {
    expect(() => write(changes)).toThrow(RangeError);
  });
});
