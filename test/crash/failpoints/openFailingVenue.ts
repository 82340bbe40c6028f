import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGeneratedMarket } from '../../../venues/simulated/market/createGeneratedMarket.ts';
import { startSimulatedVenue } from '../../../venues/simulated/startSimulatedVenue.ts';
import { type Remains, readVenue } from '../readAfterDeath.ts';
import type { Armed } from './DeskChild.ts';

/** What happens at a place, before the venue goes on. `drops`: it goes no further with that request. */
export type VenueFault = Armed & { act: () => unknown; drops: boolean };

export type FailingVenue = AsyncDisposable & {
  readonly rest: string;
  readonly ws: string;
  readonly keys: { key: string; secret: string };
  /** Has something done when the venue gets to a place; undefined for nothing. */
  arm(armed: VenueFault | undefined): void;
  /** What the venue took and traded so far, by its own log. */
  log(): Pick<Remains, 'taken' | 'trades'>;
};

const names: Readonly<Record<string, string>> = {
  'POST /api/v3/order': 'order',
  'POST /api/v3/orderList/oco': 'list',
  'DELETE /api/v3/order': 'cancel',
  'DELETE /api/v3/orderList': 'cancel',
};

/**
 * A simulated venue that outlives the desks that trade on it. A proxy in front of it can have something happen when a
 * request has come and was not looked at, or when it was carried out and the answer is about to leave: a desk dies, say.
 */
export async function openFailingVenue(): Promise<FailingVenue> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-venue-'));
  const keys = { key: 'test-key', secret: 'test-secret' };
  const venue = await startSimulatedVenue({
    market: createGeneratedMarket({ seed: 7 }),
    folder,
    keys: [keys],
    rateLimits: { weightPerMinute: 1_000_000, ordersPerTenSeconds: 100_000, ordersPerDay: 1_000_000 },
  });
  let armed: VenueFault | undefined;
  let hits = 0;
  /** Answers whether the request is to be dropped there. */
  const reach = async (place: string): Promise<boolean> => {
    if (place !== armed?.at) return false;
    hits += 1;
    if (hits !== armed.hit) return false;
    const { act, drops } = armed;
    await act();
    return drops;
  };
  const proxy = createServer((asked, answer) => {
    // A desk that died halfway through its request, or a venue that closes, ends the other's connection as well.
    pass(asked, answer).catch(() => asked.socket.destroy());
  });
  async function pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const name = names[`${asked.method} ${asked.url?.split('?')[0]}`];
    const body = Buffer.concat(await asked.toArray());
    if (name && (await reach(`venue: received ${name}`))) {
      asked.socket.destroy();
      return;
    }
    const { method, headers, url } = asked;
    const forwarded = request(`${venue.restOrigin}${url}`, { method, headers });
    forwarded.end(body);
    const [reply] = (await once(forwarded, 'response')) as [IncomingMessage];
    const said = Buffer.concat(await reply.toArray());
    if (name && (await reach(`venue: answers ${name}`))) return;
    answer.writeHead(reply.statusCode ?? 500, reply.headers).end(said);
  }
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  return {
    rest: `http://127.0.0.1:${port}`,
    ws: venue.wsOrigin,
    keys,
    arm(wanted) {
      armed = wanted;
      hits = 0;
    },
    log() {
      // The running venue holds its folder; a copy of its log may be read.
      const copy = join(folder, 'copy');
      mkdirSync(copy, { recursive: true });
      copyFileSync(join(folder, 'venue.log'), join(copy, 'venue.log'));
      return readVenue(copy);
    },
    async [Symbol.asyncDispose]() {
      proxy.closeAllConnections();
      proxy.close();
      await venue.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
