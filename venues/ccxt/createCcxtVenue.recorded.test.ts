import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mintClearedOrder } from '../../domain/ClearedOrder.ts';
import { accountId, instrumentId, orderId } from '../../domain/ids.ts';
import type { OrderIntent } from '../../domain/Order.ts';
import { eventually } from '../../test/fixtures/eventually.ts';
import { openRecordedMarket } from '../simulated/market/openRecordedMarket.ts';
import { type SimulatedVenue, startSimulatedVenue } from '../simulated/startSimulatedVenue.ts';
import type { Venue, VenueEvent } from '../Venue.ts';
import { createCcxtVenue } from './createCcxtVenue.ts';
import { letGo } from './testing/letGo.ts';

const bitcoin = instrumentId.parse('BTC/USDT');
const length = 300_000;
const firstBar = Date.UTC(2025, 0, 6);
let folder: string;
let server: SimulatedVenue;
let venue: Venue;
let events: VenueEvent[];

/** Bars that swing between 90,000 and 93,000 up and down, so that whatever lies between trades soon. */
function swingingFile(): string {
  const rows = Array.from({ length: 3_000 }, (_, index) => {
    const [open, close] = index % 2 === 0 ? [90_000, 93_000] : [93_000, 90_000];
    return `${firstBar + index * length},${open}.00,93000.00,90000.00,${close}.00,120.00000`;
  });
  return `ts,open,high,low,close,volume\n${rows.join('\n')}\n`;
}

async function serve(port: number): Promise<SimulatedVenue> {
  const file = join(folder, 'BTCUSDT-5m.csv');
  await writeFile(file, swingingFile());
  // A bar in a second and a half.
  const market = await openRecordedMarket({ file, speed: 200, startedAt: Date.now() });
  return startSimulatedVenue({
    market,
    folder: join(folder, 'venue'),
    port,
    keys: [{ key: 'key', secret: 'secret' }],
  });
}

function open(): Venue {
  return createCcxtVenue({
    ...{ id: 'simulated', label: 'Simulated venue', exchange: 'binance', simulated: true, backoffMs: 50 },
    credentials: { apiKey: 'key', secret: 'secret' },
    redirect: { rest: server.restOrigin, ws: server.wsOrigin },
    clock: { now: () => Date.now() },
  });
}

function order(number: number, changes: Partial<OrderIntent>) {
  const id = `ORD-${String(number).padStart(16, '0')}`;
  return mintClearedOrder({
    ...{ id: orderId.parse(id), clientOrderId: id.toLowerCase(), account: accountId.parse('main') },
    ...{ venue: 'simulated', instrument: bitcoin, role: 'entry', proposal: null, parent: null, side: 'buy' },
    ...{
      type: 'market',
      quantity: '0.02',
      price: null,
      triggerPrice: null,
      targetPrice: null,
      timeInForce: 'gtc',
    },
    ...{ reduceOnly: false, sendBefore: 9e12, createdAt: 1 },
    ...changes,
  });
}

/** Waits until the swing leaves room for orders on both sides. */
async function priceIsInTheMiddle(): Promise<void> {
  await eventually(async () => {
    const price = Number((await venue.fetchQuote(bitcoin)).last);
    expect(price).toBeGreaterThan(91_000);
    expect(price).toBeLessThan(92_000);
  });
}

const states = (stream: 'market' | 'account') =>
  events.flatMap((event) => (event.type === 'stream' && event.stream === stream ? [event.state] : []));
const statuses = (id: string) =>
  events.flatMap((event) =>
    event.type === 'order' && event.report.clientOrderId === id ? [event.report.status] : [],
  );

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ccxt-recorded-'));
  server = await serve(0);
  venue = open();
  events = [];
  await venue.connect((event) => events.push(event));
  await eventually(() => expect(states('account')).toContain('live'));
});

afterEach(async () => {
  await venue.close();
  await server.close();
  await rm(folder, { recursive: true });
});

describe('the ccxt venue on a recorded market', () => {
  test('default: virtual bars, wall-clock quotes, and no bars finer than the file', async () => {
    expect(venue.timeframes).toEqual(['5m', '15m', '1h', '4h', '1d']);
    await eventually(() => expect(events.some((event) => event.type === 'quote')).toBe(true));
    const quote = await venue.fetchQuote(bitcoin);
    expect(Math.abs(quote.exchangeTime - Date.now())).toBeLessThan(2_000);
    expect(quote.marketTime).toBeGreaterThan(firstBar);
    expect(quote.marketTime).toBeLessThan(firstBar + 3_000 * length);
    const streamed = events.find((event) => event.type === 'quote');
    expect(Math.abs((streamed?.quote.exchangeTime ?? 0) - Date.now())).toBeLessThan(10_000);
    expect(streamed?.quote.marketTime).toBeLessThan(firstBar + 3_000 * length);
    const bars = await venue.fetchBars(bitcoin, '5m', { limit: 100 });
    expect(bars[0]).toMatchObject({ high: '93000', low: '90000', volume: '120' });
    await expect(venue.fetchBars(bitcoin, '1m', { limit: 1 })).rejects.toMatchObject({
      code: 'venue.refused',
    });
  });

  test('behavior: of an OCO one leg trades, the other ends, and it is one filled order', async () => {
    const since = Date.now() - 1_000;
    await venue.sendOrder(order(1, {}), letGo);
    await priceIsInTheMiddle();
    const levels = { triggerPrice: '90200', targetPrice: '92800' };
    const sent = order(2, { side: 'sell', type: 'oco', quantity: '0.01', ...levels });
    expect(await venue.sendOrder(sent, letGo)).toMatchObject({ kind: 'accepted' });
    await eventually(() => expect(statuses(sent.clientOrderId)).toContain('filled'));
    await eventually(async () =>
      expect(await venue.fetchOrder(sent)).toMatchObject({ status: 'filled', filled: '0.01' }),
    );
    // The legs' ends may be told after each other; once filled it stays so.
    expect(statuses(sent.clientOrderId).at(-1)).toBe('filled');
    expect(statuses(sent.clientOrderId)).not.toContain('cancelled');
    const streamed = events.flatMap((event) => (event.type === 'fill' ? [event.fill] : []));
    const other = open();
    await other.connect(() => {});
    // Another process knows nothing of the orders and asks for their ids.
    expect(await other.fetchFills(bitcoin, since)).toEqual(streamed);
    await other.close();
    expect(new Set(streamed.map((fill) => fill.clientOrderId))).toEqual(
      new Set([1, 2].map((n) => order(n, {}).clientOrderId)),
    );
  });

  test('behavior: a stop triggers and fills', async () => {
    await venue.sendOrder(order(1, {}), letGo);
    await priceIsInTheMiddle();
    const sent = order(2, { side: 'sell', type: 'stop', quantity: '0.01', triggerPrice: '90200' });
    expect(await venue.sendOrder(sent, letGo)).toMatchObject({
      kind: 'accepted',
      report: { status: 'open' },
    });
    await eventually(() => expect(statuses(sent.clientOrderId)).toContain('filled'));
  });

  test('behavior: finds its way back to a venue that was restarted, and to its resting order', async () => {
    const sent = order(1, { type: 'limit', price: '80000' });
    expect(await venue.sendOrder(sent, letGo)).toMatchObject({ kind: 'accepted' });
    await server.close();
    await eventually(() => expect(states('account').at(-1)).toBe('reconnecting'));
    expect(await venue.sendOrder(order(2, {}), letGo)).toMatchObject({ kind: 'unknown' });
    await expect(venue.fetchOrder(sent)).rejects.toMatchObject({ code: 'venue.unreachable' });
    events = [];
    server = await serve(server.port);
    await eventually(() =>
      expect([states('account').at(-1), states('market').at(-1)]).toEqual(['live', 'live']),
    );
    expect(statuses(sent.clientOrderId)).toEqual(['open']);
    expect(await venue.fetchOrder(sent)).toMatchObject({ status: 'open' });
    expect(await venue.fetchOrder(order(2, {}))).toBe('absent');
  });
});
