import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

/** What a scripted endpoint does: answers, drops the connection, answers half of it, or never answers. */
export type Script = { status?: number; body: unknown } | 'drop' | 'hang' | 'half';
type Handler = (params: Record<string, string>) => Script;

/** A request as it came in. */
export type SeenRequest = { route: string; params: Record<string, string>; key: string | undefined };

/**
 * For tests: a server on loopback that speaks as much of the exchange's protocol as a script gives it, to show
 * the adapter what a healthy venue never does.
 */
export type ScriptedExchange = AsyncDisposable & {
  restOrigin: string;
  wsOrigin: string;
  requests: SeenRequest[];
  /** Sets what `GET /api/v3/order` and the like do from now on. */
  on(route: string, handler: Handler): void;
  /** Names of the market streams that were subscribed to. */
  subscribed: Set<string>;
  /** Sends an event to all market streams, or to the account's. */
  tellMarket(event: object): void;
  /** Sends any text to all market streams. */
  tellMarketText(text: string): void;
  tellAccount(event: object): void;
  accountStreams(): number;
  marketStreams(): number;
  /** Cuts all streams of one kind. */
  cut(kind: 'market' | 'account'): void;
};

const filters = [
  {
    filterType: 'PRICE_FILTER',
    minPrice: '0.01000000',
    maxPrice: '1000000.00000000',
    tickSize: '0.01000000',
  },
  { filterType: 'LOT_SIZE', minQty: '0.00001000', maxQty: '9000.00000000', stepSize: '0.00001000' },
  { filterType: 'NOTIONAL', minNotional: '5.00000000' },
];

/** Market of the scripted exchange. */
export const scriptedMarket = {
  symbol: 'BTCUSDT',
  status: 'TRADING',
  baseAsset: 'BTC',
  quoteAsset: 'USDT',
  baseAssetPrecision: 8,
  quotePrecision: 8,
  orderTypes: [
    'LIMIT',
    'LIMIT_MAKER',
    'MARKET',
    'STOP_LOSS',
    'STOP_LOSS_LIMIT',
    'TAKE_PROFIT',
    'TAKE_PROFIT_LIMIT',
  ],
  ocoAllowed: true,
  isSpotTradingAllowed: true,
  permissions: ['SPOT'],
  filters,
};

export async function startScriptedExchange(): Promise<ScriptedExchange> {
  const requests: SeenRequest[] = [];
  const handlers = new Map<string, Handler>(Object.entries(usualAnswers()));
  const sockets = { market: new Set<WebSocket>(), account: new Set<WebSocket>() };
  const subscribed = new Set<string>();

  const server = createServer((request, response) => {
    // A client may hang up before it has asked all of its question.
    answer(request, response, handlers, requests).catch(() => request.socket.destroy());
  });
  const streams = new WebSocketServer({ server });
  streams.on('connection', (socket, request) => {
    const kind = request.url?.startsWith('/ws-api') === true ? 'account' : 'market';
    sockets[kind].add(socket);
    socket.on('close', () => sockets[kind].delete(socket));
    socket.on('message', (data) => {
      const call: { id: unknown; params: unknown } = JSON.parse(String(data));
      if (kind === 'account') {
        socket.send(JSON.stringify({ id: call.id, status: 200, result: { subscriptionId: 0 } }));
        return;
      }
      for (const name of Array.isArray(call.params) ? call.params : []) subscribed.add(String(name));
      socket.send(JSON.stringify({ result: null, id: call.id }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const tell = (kind: 'market' | 'account', message: object) => {
    for (const socket of sockets[kind]) socket.send(JSON.stringify(message));
  };
  return {
    restOrigin: `http://127.0.0.1:${port}`,
    wsOrigin: `ws://127.0.0.1:${port}`,
    requests,
    subscribed,
    on: (route, handler) => handlers.set(route, handler),
    tellMarket: (event) => tell('market', event),
    tellMarketText(text) {
      for (const socket of sockets.market) socket.send(text);
    },
    tellAccount: (event) => tell('account', { subscriptionId: 0, event }),
    accountStreams: () => sockets.account.size,
    marketStreams: () => sockets.market.size,
    cut(kind) {
      for (const socket of sockets[kind]) socket.terminate();
    },
    async [Symbol.asyncDispose]() {
      for (const socket of [...sockets.market, ...sockets.account]) socket.terminate();
      streams.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function usualAnswers(): Record<string, Handler> {
  return {
    'GET /api/v3/time': () => ({ body: { serverTime: Date.now() } }),
    'GET /api/v3/exchangeInfo': () => ({
      body: { timezone: 'UTC', rateLimits: [], symbols: [scriptedMarket] },
    }),
    'GET /api/v3/klines': () => ({ body: [] }),
    'GET /api/v3/account': () => ({
      body: {
        commissionRates: { maker: '0.00080000', taker: '0.00100000' },
        updateTime: 1_700_000_000_000,
        balances: [
          { asset: 'USDT', free: '1000.50000000', locked: '0.00000000' },
          { asset: 'BTC', free: '0.00000000', locked: '0.25000000' },
          { asset: 'DOGE', free: '0.00000000', locked: '0.00000000' },
        ],
      },
    }),
    'GET /api/v3/openOrders': () => ({ body: [] }),
    'GET /api/v3/myTrades': () => ({ body: [] }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handlers: ReadonlyMap<string, Handler>,
  requests: SeenRequest[],
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://local');
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const params = Object.fromEntries(
    new URLSearchParams(url.search.slice(1) + (body === '' ? '' : `&${body}`)),
  );
  const route = `${request.method} ${url.pathname}`;
  const key = request.headers['x-mbx-apikey'];
  requests.push({ route, params, key: Array.isArray(key) ? key[0] : key });
  const script = handlers.get(route)?.(params) ?? {
    status: 404,
    body: { code: -1, msg: `no script for ${route}` },
  };
  if (script === 'hang') return;
  if (script === 'drop') {
    request.socket.destroy();
    return;
  }
  if (script === 'half') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"symbol":');
    return;
  }
  const text = typeof script.body === 'string' ? script.body : JSON.stringify(script.body);
  response.writeHead(script.status ?? 200, { 'content-type': 'application/json' }).end(text);
}
