import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../test/fixtures/eventually.ts';
import { readToken } from './access/loadTokens.ts';
import { graceMs } from './gracefulClose.ts';
import { startServer } from './startServer.ts';
import { fakeDesk } from './testing/fakeDesk.ts';
import { journalEntry } from './testing/samples.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

describe('startServer', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'countersign-start-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const start = (port: number, portFixed = false, desk = fakeDesk()) =>
    startServer({
      desk,
      home,
      port,
      portFixed,
      siteFolder: join(home, 'nothing'),
      version: '0.1.0',
      clock: { now: Date.now },
      log: silent,
    });

  async function busyPort() {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('no port');
    return {
      port: address.port,
      [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
    };
  }

  it('default: answers on loopback, and its launch address opens a session', async () => {
    const server = await start(0);
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect(await (await fetch(`${server.url}/api/health`)).json()).toEqual({ status: 'ok' });
    const opened = await fetch(server.newLaunchUrl(), { redirect: 'manual' });
    expect(opened.status).toBe(303);
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await fetch(`${server.url}/api/state`, { headers: { cookie } })).status).toBe(200);
    await server.close();
    await expect(fetch(`${server.url}/api/health`)).rejects.toThrow();
  });

  it('behavior: sessions and tokens outlive the process', async () => {
    const first = await start(0);
    const opened = await fetch(first.newLaunchUrl(), { redirect: 'manual' });
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    const token = readToken(home, 'operator');
    await first.close();
    const second = await start(0);
    for (const headers of [{ cookie }, { authorization: `Bearer ${token}` }])
      expect((await fetch(`${second.url}/api/state`, { headers })).status).toBe(200);
    await second.close();
  });

  it('behavior: takes the next free port', async () => {
    await using busy = await busyPort();
    const server = await start(busy.port);
    expect(server.port).toBeGreaterThan(busy.port);
    await server.close();
  });

  it('error: a fixed port that is busy is refused with what to do', async () => {
    await using busy = await busyPort();
    await expect(start(busy.port, true)).rejects.toMatchObject({
      code: 'server.portBusy',
      message: expect.stringContaining(`lsof -nP -iTCP:${busy.port}`),
    });
  });

  it('behavior: streams end first, so closing does not wait for them', async () => {
    const desk = fakeDesk();
    const server = await start(0, false, desk);
    const headers = { authorization: `Bearer ${readToken(home, 'operator')}` };
    const stream = await fetch(`${server.url}/api/stream`, { headers });
    const text = stream.text();
    desk.emit({ type: 'journal', entry: journalEntry(1) });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const started = performance.now();
    await server.close();
    expect(performance.now() - started).toBeLessThan(graceMs);
    expect(await text).toContain('id: 1\nevent: journal\n');
  });

  it('behavior: a connection that was opened in advance does not hold up the end', async () => {
    const server = await start(0);
    const socket = connect(server.port, '127.0.0.1');
    // One that is not accepted yet when the server ends is reset.
    socket.on('error', () => {});
    await once(socket, 'connect');
    const started = performance.now();
    await server.close();
    expect(performance.now() - started).toBeLessThan(graceMs);
    socket.destroy();
  });

  it('behavior: a request under way is answered before the end', async () => {
    const answer = Promise.withResolvers<never[]>();
    const asked = Promise.withResolvers<void>();
    const desk = fakeDesk({
      listAlerts: () => {
        asked.resolve();
        return answer.promise;
      },
    });
    const server = await start(0, false, desk);
    const headers = { authorization: `Bearer ${readToken(home, 'operator')}` };
    const response = fetch(`${server.url}/api/alerts`, { headers });
    await asked.promise;
    const closed = server.close();
    setTimeout(() => answer.resolve([]), 100);
    expect((await response).status).toBe(200);
    await closed;
  });

  it('behavior: a client that hangs up is forgotten', async () => {
    const server = await start(0);
    const leaving = new AbortController();
    const headers = { authorization: `Bearer ${readToken(home, 'operator')}` };
    const stream = await fetch(`${server.url}/api/stream`, { headers, signal: leaving.signal });
    const streams = async () =>
      /^countersign_event_streams\{.*\} (\d+)$/m.exec(
        await (await fetch(`${server.url}/metrics`)).text(),
      )?.[1];
    expect(stream.status).toBe(200);
    expect(await streams()).toBe('1');
    leaving.abort();
    await eventually(async () => expect(await streams()).toBe('0'));
    await server.close();
  });

  it('error: a rebound Host is refused on the socket too', async () => {
    const server = await start(0);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(
        `${server.url}/api/health`,
        { headers: { host: `evil.example:${server.port}` } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
    await server.close();
  });
});
