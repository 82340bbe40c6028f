import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** A checkout with fixtures of our own in the published format: one call of each kind, and one that is not spot. */
function openCheckout(changes: { price?: string; bid?: number } = {}) {
  const path = mkdtempSync(join(tmpdir(), 'countersign-fixtures-'));
  const write = (kind: string, content: object) => {
    const folder = join(path, 'ts', 'src', 'test', 'static', kind);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'binance.json'), JSON.stringify(content));
  };
  const [limit, swap] = [['BTC/USDT', 'limit', 'buy', 0.01, 50000], ['BTC/USDT:USDT']];
  const { price = '50000', bid = 59999.5 } = changes;
  const sent = `timestamp=1&symbol=BTCUSDT&side=BUY&newClientOrderId=x&newOrderRespType=FULL&type=LIMIT&quantity=0.01&price=${price}&timeInForce=GTC&recvWindow=1&signature=x`;
  const binance = { api: 'https://api.binance.com/api/v3', futures: 'https://fapi.binance.com/fapi/v1' };
  write('request', {
    skipKeys: ['signature', 'timestamp', 'recvWindow', 'newClientOrderId'],
    methods: {
      createOrder: [
        {
          description: 'spot',
          method: 'createOrder',
          url: `${binance.api}/order`,
          input: limit,
          output: sent,
        },
      ],
      fetchTicker: [
        { description: 'swap', method: 'fetchTicker', url: `${binance.futures}/ticker/24hr`, input: swap },
      ],
    },
  });
  const book = { lastUpdateId: '7', bids: [['59999.50', '1.5']], asks: [['60000.00', '2']] };
  const read = { bids: [[bid, 1.5]], asks: [[60000, 2]] };
  write('response', {
    methods: {
      fetchOrderBook: [
        {
          description: 'spot',
          method: 'fetchOrderBook',
          input: ['BTC/USDT', 5],
          httpResponse: book,
          parsedResponse: read,
        },
        {
          description: 'swap',
          method: 'fetchOrderBook',
          input: swap,
          httpResponse: book,
          parsedResponse: read,
        },
      ],
    },
  });
  const listing = (symbol: string, baseAsset: string) => ({
    ...{ symbol, baseAsset, quoteAsset: 'USDT', status: 'TRADING', isSpotTradingAllowed: true },
    ...{ orderTypes: ['LIMIT', 'MARKET'], permissions: ['SPOT'], ocoAllowed: true },
    ...{ baseAssetPrecision: 8, quotePrecision: 8 },
    filters: [
      { filterType: 'PRICE_FILTER', minPrice: '0.01', maxPrice: '1000000', tickSize: '0.01' },
      { filterType: 'LOT_SIZE', minQty: '0.00001', maxQty: '9000', stepSize: '0.00001' },
      { filterType: 'NOTIONAL', minNotional: '5' },
    ],
  });
  write('markets', {
    'BTC/USDT': { spot: true, info: listing('BTCUSDT', 'BTC') },
    'LTC/USDT': { spot: true, info: listing('LTCUSDT', 'LTC') },
  });
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

function run(checkout: string): Promise<{ status: number; out: string; err: string }> {
  const script = join(import.meta.dirname, 'run.ts');
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, '--ccxt', checkout], (_, out, err) =>
      resolve({ status: child.exitCode ?? -1, out, err }),
    );
  });
}

test('default: spot calls are made, taken, read and matched; others are skipped and named', async () => {
  using checkout = openCheckout();
  const { status, out } = await run(checkout.path);
  expect(out.match(/: 1 passed, 1 skipped, 0 failed/g)).toHaveLength(3);
  expect(out).toContain('simulated venue: 1 passed, 0 skipped, 0 failed');
  expect(out).toContain('1 futures');
  expect(status).toBe(0);
}, 60_000);

test('error: a request or an answer that differs fails, and says where', async () => {
  using checkout = openCheckout({ price: '50001', bid: 1 });
  const { status, out } = await run(checkout.path);
  expect(out).toContain('✗ createOrder, spot: price is 50000 and not 50001');
  expect(out).toMatch(/✗ fetchOrderBook, spot: the adapter read .*59999\.5.* and not .*\[1,1\.5\]/);
  expect(status).toBe(1);
}, 60_000);

test('error: a folder without fixtures tests nothing, and says where they are', async () => {
  const { status, err } = await run(import.meta.dirname);
  expect([status, err]).toEqual([2, expect.stringContaining('git clone --depth 1')]);
}, 60_000);
