/**
 * A process of its own that speaks as much of Binance's public protocol as a feed needs, and sends trades or book
 * updates as fast as they are taken, or at most RATE a second: `node firehose.ts trades|books [RATE]`. Prints its port;
 * ends with its parent.
 */
import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

const kind = process.argv[2] === 'books' ? 'books' : 'trades';
const rate = Number(process.argv[3] ?? Number.POSITIVE_INFINITY);
const symbol = 'BTCUSDT';
const batch = 200;
const mostBuffered = 1 << 20;
const levels = 20;
/** The update that the snapshot stands for. */
const snapshotId = 1_000;

const price = (steps: number): string => (60_000 + steps / 100).toFixed(2);
const snapshot = {
  lastUpdateId: snapshotId,
  bids: Array.from({ length: 100 }, (_, depth) => [price(-1 - depth), '1.00000']),
  asks: Array.from({ length: 100 }, (_, depth) => [price(1 + depth), '1.00000']),
};
const market = {
  ...{
    symbol,
    status: 'TRADING',
    baseAsset: 'BTC',
    quoteAsset: 'USDT',
    baseAssetPrecision: 8,
    quotePrecision: 8,
  },
  ...{ isSpotTradingAllowed: true, permissions: ['SPOT'], orderTypes: ['LIMIT', 'MARKET'] },
  filters: [
    { filterType: 'PRICE_FILTER', minPrice: '0.01', maxPrice: '1000000', tickSize: '0.01' },
    { filterType: 'LOT_SIZE', minQty: '0.00001', maxQty: '9000', stepSize: '0.00001' },
  ],
};

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const body = {
    '/api/v3/exchangeInfo': { timezone: 'UTC', serverTime: Date.now(), rateLimits: [], symbols: [market] },
    '/api/v3/time': { serverTime: Date.now() },
    '/api/v3/depth': snapshot,
    '/api/v3/trades': [],
  }[pathname];
  response.setHeader('content-type', 'application/json');
  response.statusCode = body === undefined ? 404 : 200;
  response.end(JSON.stringify(body ?? {}));
});

let number = 0;

function nextTrade(): string {
  number += 1;
  const now = Date.now();
  const text = `"E":${now},"s":"${symbol}","t":${number},"p":"${price((number % 200) - 100)}","q":"0.00${100 + (number % 900)}"`;
  return `{"e":"trade",${text},"T":${now},"m":${number % 2 === 0},"M":true}`;
}

/** Twenty levels of each side that change to what the update's number says. */
function nextUpdate(): string {
  number += 1;
  const id = snapshotId + number;
  const quantity = `${1 + (number % 7)}.00000`;
  const side = (sign: number) =>
    Array.from({ length: levels }, (_, depth) => `["${price(sign * (1 + depth))}","${quantity}"]`).join(',');
  return `{"e":"depthUpdate","E":${Date.now()},"s":"${symbol}","U":${id},"u":${id},"b":[${side(-1)}],"a":[${side(1)}]}`;
}

function pour(socket: WebSocket, began = performance.now(), first = number): void {
  if (socket.readyState !== socket.OPEN) return;
  const due = first + ((performance.now() - began) / 1_000) * rate;
  if (socket.bufferedAmount < mostBuffered && number < due) {
    for (let count = 0; count < batch; count += 1)
      socket.send(kind === 'trades' ? nextTrade() : nextUpdate());
    process.send?.(number);
  }
  setImmediate(() => pour(socket, began, first));
}

new WebSocketServer({ server }).on('connection', (socket) => {
  socket.on('message', (data) => {
    const {
      method,
      params = [],
      id,
    }: { method?: string; params?: string[]; id?: number } = JSON.parse(String(data));
    if (method !== 'SUBSCRIBE') return;
    socket.send(JSON.stringify({ result: null, id }));
    const wanted = params.some((name) => name.includes(kind === 'trades' ? '@trade' : '@depth'));
    // The first update has to come after the snapshot was asked for.
    if (wanted) setTimeout(() => pour(socket), 300);
  });
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) console.log(address.port);
});
