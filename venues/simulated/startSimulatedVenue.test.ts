import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WebSocket as SocketClient } from 'ws';
import { startSimulatedVenue } from './startSimulatedVenue.ts';
import { type ScriptedMarket, scriptedMarket } from './testing/scriptedMarket.ts';

const keys = [{ key: 'k', secret: 's' }];

async function started(script: ScriptedMarket = scriptedMarket()) {
  const folder = await mkdtemp(join(tmpdir(), 'started-venue-'));
  const venue = await startSimulatedVenue({ market: script.market, clock: script.clock, folder, keys });
  return {
    venue,
    script,
    folder,
    async [Symbol.asyncDispose]() {
      await venue.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Opens a socket and waits for events that satisfy `enough`. */
async function follow(address: string) {
  const socket = new WebSocket(address);
  const events: Record<string, unknown>[] = [];
  socket.addEventListener('message', ({ data }) => events.push(JSON.parse(String(data))));
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error(`no connection to ${address}`)));
  });
  return {
    socket,
    async event(matches: (event: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
      for (;;) {
        const found = events.find(matches);
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    [Symbol.dispose]: () => socket.close(),
  };
}

test('default: it listens on loopback and says that it is simulated', async () => {
  await using running = await started();
  const { venue } = running;
  const response = await fetch(`${venue.restOrigin}/api/v3/ping`);
  expect(response.headers.get('x-simulated')).toBe('countersign');
  expect(venue.restOrigin).toBe(`http://127.0.0.1:${venue.port}`);
});

test('behavior: raw streams send events bare, combined ones with the name of their stream', async () => {
  await using running = await started();
  const { venue, script } = running;
  using raw = await follow(`${venue.wsOrigin}/ws/btcusdt@trade`);
  using combined = await follow(`${venue.wsOrigin}/stream?streams=btcusdt@trade/btcusdt@depth5@100ms`);
  script.trade('60010', { side: 'buy' });
  expect(await raw.event(({ e }) => e === 'trade')).toMatchObject({
    s: 'BTCUSDT',
    p: '60010.00000000',
    m: false,
  });
  expect(await combined.event(({ stream }) => stream === 'btcusdt@trade')).toMatchObject({
    data: { e: 'trade', T: script.clock.now() },
  });
  const { data } = await combined.event(({ stream }) => stream === 'btcusdt@depth5@100ms');
  expect(data).toMatchObject({ bids: { length: 5 }, asks: { length: 5 } });
});

test('behavior: streams are subscribed, listed and left on an open connection', async () => {
  await using running = await started();
  using client = await follow(`${running.venue.wsOrigin}/ws`);
  const ask = (method: string, id: number, params: string[] = []) =>
    client.socket.send(JSON.stringify({ method, params, id }));
  ask('SUBSCRIBE', 1, ['btcusdt@bookTicker', '!miniTicker@arr', 'btcusdt@nonsense']);
  expect(await client.event(({ id }) => id === 1)).toEqual({ result: null, id: 1 });
  expect(await client.event(({ b }) => b === '60000.00000000')).toMatchObject({ s: 'BTCUSDT' });
  ask('UNSUBSCRIBE', 2, ['btcusdt@bookTicker']);
  ask('LIST_SUBSCRIPTIONS', 3);
  expect(await client.event(({ id }) => id === 3)).toMatchObject({
    result: ['!miniTicker@arr', 'btcusdt@nonsense'],
  });
  client.socket.send('not JSON');
  expect(await client.event(({ error }) => error !== undefined)).toMatchObject({ error: { code: 3 } });
});

test('behavior: every bar is told closed once, also when several end between two looks', async () => {
  await using running = await started();
  const { venue, script } = running;
  using client = await follow(`${venue.wsOrigin}/ws/btcusdt@kline_1m`);
  await client.event(({ e }) => e === 'kline');
  for (const price of ['60100', '60200', '60300']) {
    script.pass(60_000);
    script.trade(price, { side: 'buy' });
  }
  const closed = (minute: number) => (event: Record<string, unknown>) =>
    JSON.stringify(event).includes(`"t":${1_800_000_000_000 + minute * 60_000},`) &&
    JSON.stringify(event).includes('"x":true');
  for (const [minute, close] of [
    [0, '60000.00'],
    [1, '60100'],
    [2, '60200'],
  ] as const) {
    expect(await client.event(closed(minute))).toMatchObject({ k: { c: close, x: true } });
  }
});

test('error: an unknown method of the WebSocket API and a message that is no request are answered', async () => {
  await using running = await started();
  using client = await follow(`${running.venue.wsOrigin}/ws-api/v3`);
  client.socket.send(JSON.stringify({ id: 'a', method: 'order.guess' }));
  expect(await client.event(({ id }) => id === 'a')).toMatchObject({ status: 400, error: { code: -1020 } });
  client.socket.send('{');
  expect(await client.event(({ id }) => id === null)).toMatchObject({ error: { code: -1135 } });
});

test('error: a busy port, an unknown path and a second venue on the folder are refused by name', async () => {
  await using running = await started();
  const { venue, folder, script } = running;
  const { port } = venue;
  const params = { market: script.market, clock: script.clock, keys };
  const other = await mkdtemp(join(tmpdir(), 'other-venue-'));
  await expect(startSimulatedVenue({ ...params, folder: other, port })).rejects.toThrow(
    `Port ${port} is taken`,
  );
  await expect(startSimulatedVenue({ ...params, folder })).rejects.toThrow('already run by process');
  await expect(
    startSimulatedVenue({ ...params, folder: other, keys: [{ key: 'k', secret: 's', account: 'a b' }] }),
  ).rejects.toThrow('"a b"');
  await expect(follow(`${venue.wsOrigin}/elsewhere`)).rejects.toThrow('no connection');
  await rm(other, { recursive: true, force: true });
});

test.each(['//', '/nowhere'])(
  'error: a connection asked for at %s is refused, and the venue goes on',
  async (path) => {
    await using running = await started();
    const { venue } = running;
    const socket = connect(venue.port, '127.0.0.1');
    const upgrade = { host: 'a', connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
    const headers = Object.entries({ ...upgrade, 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==' });
    socket.write(`GET ${path} HTTP/1.1\r\n${headers.map((pair) => `${pair.join(': ')}\r\n`).join('')}\r\n`);
    expect(String(await socket.setEncoding('utf8').toArray())).toMatch(/^HTTP\/1\.1 404 /);
    expect((await fetch(`${venue.restOrigin}/api/v3/ping`)).status).toBe(200);
  },
);

test('behavior: closing ends open sockets and frees the folder, once and again', async () => {
  await using running = await started();
  const { venue, script, folder } = running;
  using client = await follow(`${venue.wsOrigin}/ws/btcusdt@trade`);
  const ended = new Promise((resolve) => client.socket.addEventListener('close', resolve));
  await Promise.all([venue.close(), venue.close()]);
  await ended;
  await using again = await startSimulatedVenue({ market: script.market, clock: script.clock, folder, keys });
  expect(again.port).toBeGreaterThan(0);
});

/** What a message to an address comes to: the first answer, or the status with which the connection is refused. */
function sent(url: string, message: string, headers: Record<string, string> = {}): Promise<unknown> {
  const socket = new SocketClient(url, { headers });
  return new Promise((resolve) => {
    socket.on('open', () => socket.send(message));
    socket.on('message', (data) => {
      socket.close();
      resolve(JSON.parse(String(data)));
    });
    socket.on('error', () => {});
    socket.on('unexpected-response', (_, { statusCode }) => resolve(statusCode));
  });
}

const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;

test.each([
  ['ws', '{"method":{"toString":1}}', 3],
  ['ws', `{"id":${deep},"method":"SUBSCRIBE","params":[]}`, 3],
  ['ws', `{"id":1,"method":"SUBSCRIBE","params":[${deep}]}`, 3],
  ['ws-api/v3', `{"id":1,"method":"ping","params":{"a":${deep}}}`, -1135],
  ['ws-api/v3', `{"id":${deep},"method":"ping"}`, -1135],
])('error: what cannot be written back is no request of /%s: %s', async (path, message, code) => {
  await using running = await started();
  const { venue } = running;
  expect(await sent(`${venue.wsOrigin}/${path}`, message)).toMatchObject({ error: { code } });
  expect((await fetch(`${venue.restOrigin}/api/v3/ping`)).status).toBe(200);
});

test('error: a page in a browser is not answered', async () => {
  await using running = await started();
  const { venue } = running;
  const headers = { origin: 'https://elsewhere.example' };
  for (const path of ['ws', 'ws-api/v3'])
    expect(await sent(`${venue.wsOrigin}/${path}`, '{}', headers)).toBe(403);
  expect((await fetch(`${venue.restOrigin}/api/v3/ping`, { headers })).status).toBe(403);
});

test('behavior: a connection that was refused and does not hang up keeps nothing from closing', async () => {
  await using running = await started();
  const { venue } = running;
  const socket = connect({ port: venue.port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => {});
  socket.write('GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  await once(socket, 'data');
  await venue.close();
  socket.destroy();
});
