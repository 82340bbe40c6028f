import { expect, test } from 'vitest';
import { instrumentId } from '../../domain/ids.ts';
import { createCcxtBarSource } from './createCcxtBarSource.ts';
import {
  type Script,
  type ScriptedExchange,
  startScriptedExchange,
} from './testing/startScriptedExchange.ts';

const bitcoin = instrumentId.parse('BTC/USDT');
const from = 1_700_000_100_000;
const clock = { now: () => from };
const kline = (ts: unknown, ...amounts: unknown[]) => [ts, ...amounts, from + 299_999, '0', 1, '0', '0', '0'];

async function open(exchange: ScriptedExchange, timeoutMs = 20_000) {
  return createCcxtBarSource({ exchange: 'binance', clock, origin: exchange.restOrigin, timeoutMs });
}

/** What asking for a page comes to when the exchange answers so. */
async function pageOf(script: Script) {
  await using exchange = await startScriptedExchange();
  await using source = await open(exchange, script === 'hang' || script === 'half' ? 500 : undefined);
  await source.connect();
  exchange.on('GET /api/v3/klines', () => script);
  return await source.fetchPage(bitcoin, '5m', from);
}

test('default: a page with its digits, asked for by symbol, length, begin and size', async () => {
  await using exchange = await startScriptedExchange();
  await using source = await open(exchange);
  await source.connect();
  exchange.on('GET /api/v3/klines', () => ({
    body: [kline(from, '67240.10000000', '67250.123456789012345678', '67000', '67001.5', '0.00000001')],
  }));
  expect(await source.fetchPage(bitcoin, '5m', from)).toEqual([
    {
      ts: from,
      open: '67240.10000000',
      high: '67250.123456789012345678',
      low: '67000',
      close: '67001.5',
      volume: '0.00000001',
    },
  ]);
  const asked = exchange.requests.find(({ route }) => route === 'GET /api/v3/klines');
  expect(asked?.params).toMatchObject({ symbol: 'BTCUSDT', interval: '5m', startTime: String(from) });
  expect(asked?.params.limit).toBe(String(source.pageSize));
  expect(Math.abs((await source.fetchTime()) - Date.now())).toBeLessThan(60_000);
});

test('behavior: no row is sorted, dropped or mended on the way, whatever is in it', async () => {
  const rows = [
    kline(from + 600_000, '2', '3', '1', '2', '5'),
    kline(from, 0.00000012, '3', '1', '2', '5'),
    kline(from / 1_000, '2', '3', '1', '2', '5'),
    kline(from, '0', '3', '1', '2', '5'),
    [],
    null,
    'row',
    kline('soon', {}, [], null, true, 'x'),
  ];
  const page = await pageOf({ body: rows });
  expect(page).toHaveLength(rows.length);
  expect(page.map((bar) => bar.ts).slice(0, 4)).toEqual([from + 600_000, from, from / 1_000, from]);
  expect(page[1]?.open).toBe('0.00000012');
  expect(page[3]?.open).toBe('0');
  for (const bar of page.slice(4)) expect(bar.open).not.toBe('2');
});

test('behavior: an object in place of the list is a row that is no bar', async () => {
  expect(await pageOf({ body: { rows: [] } })).toEqual([
    {
      ts: undefined,
      open: undefined,
      high: undefined,
      low: undefined,
      close: undefined,
      volume: undefined,
    },
  ]);
});

test.each<[string, Script, string]>([
  ['HTML', { body: '<html>maintenance</html>' }, 'venue.badAnswer'],
  ['truncated JSON', { body: '[[1700000100000,"1","2"' }, 'venue.badAnswer'],
  ['nothing', { body: '' }, 'venue.badAnswer'],
  ['a dropped connection', 'drop', 'venue.unreachable'],
  ['no answer', 'hang', 'venue.unreachable'],
  ['half an answer', 'half', 'venue.unreachable'],
  ['a server error', { status: 502, body: 'bad gateway' }, 'venue.unreachable'],
  ['too many requests', { status: 429, body: { code: -1003, msg: 'Too many requests' } }, 'venue.busy'],
])('error: %s is no empty page', async (_, script, code) => {
  await expect(pageOf(script)).rejects.toMatchObject({ name: 'VenueError', code });
});

test('error: what the exchange does not have is named with what it has', async () => {
  await using exchange = await startScriptedExchange();
  await using source = await open(exchange);
  await source.connect();
  const asked = exchange.requests.length;
  await expect(source.fetchPage(instrumentId.parse('BTC/DOGE'), '5m', from)).rejects.toMatchObject({
    code: 'venue.unknownInstrument',
    message: expect.stringContaining('it has BTC/USDT'),
  });
  expect(exchange.requests).toHaveLength(asked);
});

test('error: an exchange that there is not', async () => {
  for (const exchange of ['moonex', '../../x', '', 'Binance']) {
    await expect(createCcxtBarSource({ exchange, clock })).rejects.toMatchObject({
      code: 'venue.unknownExchange',
      message: expect.stringContaining('kraken'),
    });
  }
});

test.each([
  ['binance', 1_000],
  ['kraken', 720],
  ['coinbase', 300],
  ['okx', 300],
  ['bybit', 1_000],
  ['hyperliquid', 1_000],
])('behavior: %s is one setting away, in pages of %i', async (exchange, pageSize) => {
  await using source = await createCcxtBarSource({ exchange, clock, origin: 'http://127.0.0.1:9' });
  expect(source).toMatchObject({ id: exchange, pageSize, simulated: false });
});
