import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { instrumentId } from '../../domain/ids.ts';
import { createCcxtBarSource } from './createCcxtBarSource.ts';

const bitcoin = instrumentId.parse('BTC/USDT');

/** Asks for bars of an exchange that answers as told, over a real connection; gives the error. */
async function ask(answer: RequestListener, timeoutMs = 2_000): Promise<unknown> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const source = await createCcxtBarSource({
    ...{
      exchange: 'binance',
      clock: { now: () => Date.now() },
      origin: `http://127.0.0.1:${port}`,
      timeoutMs,
    },
  });
  try {
    await source.connect();
    return await source.fetchPage(bitcoin, '5m', 0);
  } catch (error) {
    expect(asked).toBe(1);
    return error;
  } finally {
    await source[Symbol.asyncDispose]();
    server.closeAllConnections();
    server.close();
  }
}

const json = { 'content-type': 'application/json' };

test('error: an answer that unpacks to hundreds of times its size is cut off', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  expect(bomb.length).toBeLessThan(1024 * 1024);
  expect(
    await ask((_, response) => response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(bomb)),
  ).toMatchObject({ code: 'venue.badAnswer', message: expect.stringContaining('more than 48 MB') });
});

test('error: an answer without end is cut off', async () => {
  const error = await ask((_, response) => {
    response.writeHead(200, json);
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    const pour = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', pour);
    pour();
  }, 20_000);
  expect(error).toMatchObject({
    code: 'venue.badAnswer',
    message: expect.stringContaining('more than 48 MB'),
  });
});

test('error: an answer that comes in drips is not waited for', async () => {
  const error = await ask((_, response) => {
    response.writeHead(200, json);
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  }, 1_500);
  expect(error).toMatchObject({
    code: 'venue.unreachable',
    message: expect.stringContaining('no whole answer in 3000 ms'),
  });
});

test('error: packed data that is none', async () => {
  const error = await ask((_, response) =>
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end('no gzip'),
  );
  expect(error).toMatchObject({
    code: 'venue.badAnswer',
    message: expect.stringContaining('cannot be unpacked'),
  });
});

test('error: ten megabytes of something else are no answer', async () => {
  const error = await ask((_, response) =>
    response.writeHead(200, json).end(`"${'x'.repeat(10 * 1024 * 1024)}"`),
  );
  expect(error).toMatchObject({ name: 'VenueError' });
});

test('error: a redirect to another host is not followed', async () => {
  const error = await ask((_, response) =>
    response.writeHead(302, { location: 'http://127.0.0.2:9/api/v3/exchangeInfo' }).end(),
  );
  expect(error).toMatchObject({ message: expect.stringContaining('was not followed') });
});
