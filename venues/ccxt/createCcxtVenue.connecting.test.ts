import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instrumentId } from '../../domain/ids.ts';
import { letGo } from './testing/letGo.ts';
import {
  intent,
  openScriptedVenue,
  rawOrder,
  ref,
  refused,
  type ScriptedVenue,
} from './testing/openScriptedVenue.ts';

let scripted: ScriptedVenue;
let exchange: ScriptedVenue['exchange'];
let venue: ScriptedVenue['venue'];
let open: ScriptedVenue['open'];
let sent: ScriptedVenue['sent'];

beforeEach(async () => {
  scripted = await openScriptedVenue();
  ({ exchange, venue, open, sent } = scripted);
});

afterEach(() => scripted[Symbol.asyncDispose]());

describe('createCcxtVenue, connecting', () => {
  test('default: reads instruments, fees and the clock through the redirect', () => {
    expect([...venue.instruments.values()]).toEqual([
      {
        id: 'BTC/USDT',
        base: 'BTC',
        quote: 'USDT',
        tradable: true,
        priceTick: '0.01',
        quantityStep: '0.00001',
        minQuantity: '0.00001',
        maxQuantity: '9000',
        minNotional: '5',
        makerFee: '0.0008',
        takerFee: '0.001',
        orderTypes: ['limit', 'postOnly', 'market', 'stop', 'stopLimit', 'takeProfit', 'oco'],
        timeInForce: ['gtc', 'ioc', 'fok'],
      },
    ]);
    expect(Math.abs(venue.clockOffsetMs)).toBeLessThan(500);
    expect(sent('GET /api/v3/account')[0]).toMatchObject({ key: 'key' });
  });

  test('behavior: knows how far the venue’s clock is ahead, and signs by it', async () => {
    exchange.on('GET /api/v3/time', () => ({ body: { serverTime: Date.now() + 60_000 } }));
    const other = open();
    await other.connect(() => {});
    exchange.on('GET /api/v3/order', () => ({ body: rawOrder() }));
    await other.fetchOrder(ref());
    await other.close();
    expect(other.clockOffsetMs).toBeGreaterThan(59_000);
    expect(other.clockOffsetMs).toBeLessThan(61_000);
    const stamp = Number(sent('GET /api/v3/order')[0]?.params.timestamp);
    expect(stamp - Date.now()).toBeGreaterThan(59_000);
  });

  test('behavior: offers only the bar lengths that the venue has', async () => {
    exchange.on('GET /api/v3/klines', ({ interval }) =>
      interval === '1m' ? refused(-1120, 'Invalid interval.') : { body: [] },
    );
    const other = open();
    await other.connect(() => {});
    await other.close();
    expect(other.timeframes).toEqual(['5m', '15m', '1h', '4h', '1d']);
    expect(venue.timeframes).toEqual(['1m', '5m', '15m', '1h', '4h', '1d']);
  });

  test('error: a venue that cannot be asked is no empty venue', async () => {
    exchange.on('GET /api/v3/time', () => 'drop');
    const other = open();
    await expect(other.connect(() => {})).rejects.toMatchObject({
      name: 'VenueError',
      code: 'venue.unreachable',
    });
    await other.close();
  });

  test('error: an instrument that the venue lacks, and calls before connecting', async () => {
    const other = open({ instruments: [instrumentId.parse('XYZ/USDT')] });
    await expect(other.connect(() => {})).rejects.toThrow(/does not trade XYZ\/USDT/);
    await expect(other.fetchBalances()).rejects.toThrow(/not connected/);
    expect(await other.sendOrder(intent(), letGo)).toMatchObject({ kind: 'misconfigured' });
    await other.close();
  });
});
