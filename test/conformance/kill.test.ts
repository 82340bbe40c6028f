import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { type Client, redirectedCcxt } from './redirectedCcxt.ts';

const btc = 'BTC/USDT';

test('default: orders, trades and balances survive SIGKILL, and no acknowledged order is lost', async () => {
  await using home = await folder();
  await using first = await start(home.path);
  const client = first.client;
  await client.createOrder(btc, 'market', 'buy', 0.05, undefined, { clientOrderId: 'bought' });
  const price = (await client.fetchTicker(btc)).last ?? 0;
  await client.createOrder(btc, 'market', 'sell', 0.01, undefined, {
    clientOrderId: 'stop',
    stopLossPrice: price * 0.8,
  });
  const acknowledged: string[] = [];
  const placing = Array.from({ length: 30 }, async (_, index) => {
    const clientOrderId = `burst-${index}`;
    await client.createOrder(btc, 'limit', 'buy', 0.001, price * 0.7, { clientOrderId });
    acknowledged.push(clientOrderId);
    if (acknowledged.length === 10) void first.kill();
  });
  await Promise.allSettled(placing);
  await first.kill();
  expect(acknowledged.length).toBeGreaterThanOrEqual(10);

  await using second = await start(home.path);
  const open = (await second.client.fetchOpenOrders(btc)).map(({ clientOrderId }) => clientOrderId);
  expect(open).toEqual(expect.arrayContaining(['stop', ...acknowledged]));
  expect(await read(second.client, 'bought')).toMatchObject({ status: 'closed', filled: 0.05 });
  expect(await second.client.fetchMyTrades(btc)).toHaveLength(1);
  const balance = await second.client.fetchBalance();
  expect(balance.BTC).toMatchObject({ free: 0.03995, used: 0.01 });
  const bursts = open.filter((id) => id?.startsWith('burst')).length;
  expect(balance.USDT?.used).toBeCloseTo((bursts * 0.001 * Math.floor(price * 70)) / 100, 2);
}, 60_000);

test('behavior: an order that the market crossed while the process was gone is filled at the restart', async () => {
  await using home = await folder();
  await using first = await start(home.path);
  await first.client.createOrder(btc, 'market', 'buy', 0.05);
  const price = (await first.client.fetchTicker(btc)).last ?? 0;
  const place = (side: 'buy' | 'sell', factor: number) =>
    first.client.createOrder(btc, 'limit', side, 0.01, price * factor, {
      clientOrderId: `${side}-${factor}`,
    });
  // Half a day moves the price by more than this one way or the other.
  await place('buy', 0.9985);
  await place('sell', 1.0015);
  await first.kill();
  await using second = await start(home.path, 12 * 3_600_000);
  const filled = [await read(second.client, 'buy-0.9985'), await read(second.client, 'sell-1.0015')].filter(
    ({ status }) => status === 'closed',
  );
  expect(filled.length).toBeGreaterThan(0);
  for (const { average, price: limit } of filled) expect(average).toBe(limit);
}, 60_000);

type Running = { client: Client; kill(): Promise<void>; [Symbol.asyncDispose](): Promise<void> };

async function start(path: string, ahead = 0): Promise<Running> {
  const script = join(import.meta.dirname, 'venueProcess.ts');
  const child = spawn(process.execPath, [script, path, String(ahead)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  const [port] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    exited.then(([code]) => Promise.reject(new Error(`the venue ended with ${code}`))),
  ]);
  const client = redirectedCcxt({ port: Number(port) });
  // The client signs by the venue's clock, as its own option for that would have it.
  client.nonce = () => Date.now() + ahead;
  await client.loadMarkets();
  return { client, kill, [Symbol.asyncDispose]: kill };
}

function read(client: Client, clientOrderId: string) {
  return client.fetchOrder(undefined as unknown as string, btc, { clientOrderId });
}

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'killed-venue-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
