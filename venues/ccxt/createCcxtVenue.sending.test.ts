import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instrumentId } from '../../domain/ids.ts';
import { letGo } from './testing/letGo.ts';
import {
  intent,
  openScriptedVenue,
  rawOrder,
  refused,
  type ScriptedVenue,
} from './testing/openScriptedVenue.ts';
import type { Script } from './testing/startScriptedExchange.ts';

let scripted: ScriptedVenue;
let exchange: ScriptedVenue['exchange'];
let venue: ScriptedVenue['venue'];
let sent: ScriptedVenue['sent'];

beforeEach(async () => {
  scripted = await openScriptedVenue();
  ({ exchange, venue, sent } = scripted);
});

afterEach(() => scripted[Symbol.asyncDispose]());

describe('createCcxtVenue, sending', () => {
  test('default: sends an order once, under its own id, with exact amounts', async () => {
    exchange.on('POST /api/v3/order', () => ({ body: rawOrder({ transactTime: 1_700_000_000_000 }) }));
    const outcome = await venue.sendOrder(intent({ quantity: '0.500009', price: '60000.509' }), letGo);
    expect(outcome).toEqual({
      kind: 'accepted',
      report: {
        instrument: 'BTC/USDT',
        clientOrderId: 'ord-0123456789abcdef',
        venueOrderId: '77',
        status: 'open',
        side: 'buy',
        type: 'limit',
        quantity: '0.5',
        filled: '0',
        price: '60000.5',
        triggerPrice: null,
        at: 1_700_000_000_000,
      },
    });
    const { timestamp, signature, recvWindow, ...params } = sent('POST /api/v3/order')[0]?.params ?? {};
    expect(params).toEqual({
      symbol: 'BTCUSDT',
      side: 'BUY',
      type: 'LIMIT',
      timeInForce: 'GTC',
      quantity: '0.50000',
      price: '60000.50',
      newClientOrderId: 'ord-0123456789abcdef',
      newOrderRespType: 'RESULT',
    });
    expect([timestamp, signature, recvWindow].every((value) => value !== undefined)).toBe(true);
  });

  test.each<[string, Script, string, RegExp]>([
    [
      'a refusal',
      refused(-2010, 'Account has insufficient balance for requested action.'),
      'rejected',
      /insufficient/,
    ],
    ['a filter', refused(-1013, 'Filter failure: NOTIONAL'), 'rejected', /NOTIONAL/],
    ['a repeated id', refused(-2010, 'Duplicate order sent.'), 'unknown', /Duplicate/],
    [
      'wrong keys',
      { status: 401, body: { code: -2014, msg: 'API-key format invalid.' } },
      'misconfigured',
      /API-key/,
    ],
    [
      'a rate limit',
      { status: 429, body: { code: -1003, msg: 'Too many requests' } },
      'retryLater',
      /Too many/,
    ],
    ['a ban', { status: 418, body: { code: -1003, msg: 'banned' } }, 'retryLater', /banned/],
    [
      'a wrong clock',
      refused(-1021, 'Timestamp for this request is outside of the recvWindow.'),
      'retryLater',
      /recvW/,
    ],
    ['an unknown code', refused(-9999, 'Something new'), 'unknown', /Something new/],
    [
      'a backend time-out',
      { status: 408, body: { code: -1007, msg: 'Timeout waiting' } },
      'unknown',
      /Timeout/,
    ],
    ['an overload', { status: 503, body: { code: -1000, msg: 'Unknown error' } }, 'unknown', /Unknown error/],
    ['a 502 page', { status: 502, body: '<html>Bad gateway</html>' }, 'unknown', /502/],
    ['a page instead of an answer', { body: '<html>Welcome</html>' }, 'unknown', /no order report/],
    ['a cut connection', 'drop', 'unknown', /./],
    ['silence', 'hang', 'unknown', /timed out/],
    ['half an answer', 'half', 'unknown', /./],
  ])('behavior: %s is an outcome, and the order is sent only once', async (_, script, kind, reason) => {
    exchange.on('POST /api/v3/order', () => script);
    const outcome = await venue.sendOrder(intent(), letGo);
    expect(outcome).toMatchObject({ kind, reason: expect.stringMatching(reason) });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent('POST /api/v3/order')).toHaveLength(1);
  });

  test('behavior: an OCO goes out as one list whose legs name their parent', async () => {
    exchange.on('POST /api/v3/orderList/oco', (params) => ({
      body: {
        orderListId: 9,
        listClientOrderId: params.listClientOrderId,
        symbol: 'BTCUSDT',
        orders: [{ clientOrderId: params.belowClientOrderId }, { clientOrderId: params.aboveClientOrderId }],
        orderReports: [
          rawOrder({
            ...{ orderId: 1, orderListId: 9, clientOrderId: params.belowClientOrderId, price: '0.00000000' },
            ...{ stopPrice: '59000.00000000', type: 'STOP_LOSS', side: 'SELL', isWorking: false },
          }),
          rawOrder({
            ...{
              orderId: 2,
              orderListId: 9,
              clientOrderId: params.aboveClientOrderId,
              price: '63000.00000000',
            },
            ...{ type: 'LIMIT_MAKER', side: 'SELL' },
          }),
        ],
      },
    }));
    const order = intent({
      type: 'oco',
      side: 'sell',
      price: null,
      triggerPrice: '59000',
      targetPrice: '63000',
    });
    expect(await venue.sendOrder(order, letGo)).toMatchObject({
      kind: 'accepted',
      report: {
        clientOrderId: 'ord-0123456789abcdef',
        venueOrderId: '9',
        type: 'oco',
        status: 'open',
        price: '63000',
        triggerPrice: '59000',
      },
    });
    expect(sent('POST /api/v3/orderList/oco')[0]?.params).toMatchObject({
      aboveType: 'LIMIT_MAKER',
      abovePrice: '63000.00',
      aboveClientOrderId: 'ord-0123456789abcdef-t',
      belowType: 'STOP_LOSS',
      belowStopPrice: '59000.00',
      belowClientOrderId: 'ord-0123456789abcdef-s',
    });
  });

  test('behavior: the last look comes after the signature, and what it keeps back never left', async () => {
    exchange.on('POST /api/v3/order', () => ({ body: rawOrder() }));
    const signedBy = Date.now();
    let ahead = 0;
    const slow = scripted.open({ clock: { now: () => Date.now() + ahead } });
    await slow.connect(() => {});
    let asked = 0;
    const withheld = await slow.sendOrder(intent(), async () => {
      asked += 1;
      return 'not any more';
    });
    expect(withheld).toEqual({ kind: 'retryLater', reason: 'not any more' });
    expect([asked, sent('POST /api/v3/order')]).toEqual([1, []]);

    const outcome = await slow.sendOrder(intent(), async () => {
      ahead = 100_000;
      return undefined;
    });
    expect(outcome.kind).toBe('accepted');
    const [request] = sent('POST /api/v3/order');
    const { requestWindowMs } = slow.warrants;
    expect(Number(request?.params.recvWindow)).toBeLessThan(requestWindowMs ?? 0);
    // Had it been signed after the look, its time would be the later one.
    expect(Number(request?.params.timestamp)).toBeLessThan(signedBy + 50_000);
    await slow.close();
  });

  test('error: an order that cannot be written is rejected and not sent', async () => {
    const cases = [
      intent({ quantity: '0.000001' }),
      intent({ price: null }),
      intent({ type: 'stop' }),
      intent({ instrument: instrumentId.parse('XYZ/USDT') }),
    ];
    for (const order of cases)
      expect(await venue.sendOrder(order, letGo)).toMatchObject({ kind: 'rejected' });
    expect(sent('POST /api/v3/order')).toEqual([]);
  });
});
