import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../db/openDatabase.ts';
import type { Database } from '../../db/Repositories.ts';
import { orderAddress } from '../../desk/machineStates.ts';
import { clientOrderIdOf } from '../../desk/orders/clientOrderId.ts';
import { listOpenOrders } from '../../desk/orders/listOrderStates.ts';
import { deskActor } from '../../domain/actor.ts';
import { accountId, type InstrumentId, instrumentId, type OrderId, orderId } from '../../domain/ids.ts';
import { fileKillFile } from '../../host/fileKillFile.ts';
import { fileKillLatch } from '../../host/fileKillLatch.ts';
import { type HostedDesk, hostDesk } from '../../host/hostDesk.ts';
import { randomIds } from '../../host/randomIds.ts';
import { InProcessRuntime } from '../../host/runtime/InProcessRuntime.ts';
import { systemClock } from '../../host/systemClock.ts';
import { createCcxtVenue } from '../../venues/ccxt/createCcxtVenue.ts';
import { toAmount } from '../../venues/simulated/engine/amount.ts';
import { placeOrder } from '../../venues/simulated/engine/placeOrder.ts';
import { SimulatedExchange } from '../../venues/simulated/SimulatedExchange.ts';
import { startSimulatedVenue } from '../../venues/simulated/startSimulatedVenue.ts';
import type { Venue } from '../../venues/Venue.ts';
import { fiveSymbols } from '../fixtures/fiveSymbols.ts';
import { defaultLimits, silentLog } from '../fixtures/openTestDesk.ts';
import { testIntent } from '../fixtures/orderFixtures.ts';
import { soleOwner } from '../fixtures/soleOwner.ts';
import { startPostgres, whyNoPostgres } from '../fixtures/startPostgres.ts';

const account = accountId.parse('test');
const keys = { key: 'test-key', secret: 'test-secret' };
const count = 1_000;
const quantity = '0.001';

type Resting = { id: OrderId; instrument: InstrumentId; price: string; venueOrderId: string };

/** Rests a thousand buys at a venue that nobody runs yet, far below the market. */
function restAtVenue(folder: string): Resting[] {
  const exchange = new SimulatedExchange({ market: fiveSymbols(), folder, clock: systemClock });
  exchange.fund('main', { USDT: '1000000' });
  const symbols = [...exchange.state.books.values()].map(({ rules }) => rules);
  const orders = Array.from({ length: count }, (_, index): Resting => {
    const rules = symbols[index % symbols.length];
    if (!rules) throw new Error('The market has no symbol');
    const id = orderId.parse(`ORD-${String(index).padStart(16, '0')}`);
    const price = `${20_000 + index}.00`;
    const placed = exchange.run((moment) =>
      placeOrder(
        exchange.state,
        {
          ...{ account: 'main', symbol: rules.symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC' },
          ...{ price: toAmount(price), stopPrice: 0n, quantity: toAmount(quantity), quoteQuantity: 0n },
          ...{ clientOrderId: clientOrderIdOf(id), selfTrade: 'NONE' },
        },
        moment,
      ),
    );
    const instrument = instrumentId.parse(`${rules.base}/${rules.quote}`);
    return { id, instrument, price, venueOrderId: String(placed.id) };
  });
  exchange.close();
  return orders;
}

/** The same orders in the books of a desk that is down, as it had them after the venue took them. */
async function storeInBooks(database: Database, orders: readonly Resting[]): Promise<void> {
  const runtime = new InProcessRuntime({ database, clock: systemClock, log: silentLog, lease: soleOwner });
  const createdAt = systemClock.now();
  for (let from = 0; from < orders.length; from += 50) {
    await runtime.transact(account, async (unit) => {
      for (const { id, instrument, price, venueOrderId } of orders.slice(from, from + 50)) {
        const place = { account, instrument, price, quantity, createdAt };
        await unit.start(
          orderAddress(id),
          testIntent({ id, ...place, sendBefore: createdAt + 600_000 }),
          deskActor,
        );
        const word = { status: 'open', venueOrderId, filled: '0' };
        for (const event of [{ type: 'send.began' }, { type: 'venue.reported', word }])
          await unit.tell(orderAddress(id), { ...event, at: unit.now }, deskActor);
      }
    });
  }
  // Their effects were performed long ago.
  await database.transaction(async ({ outbox }) => {
    for (const { key } of await outbox.due(account, Number.MAX_SAFE_INTEGER, count)) await outbox.done(key);
  });
}

/** The venue, with every question and send counted. */
function counted(venue: Venue, asked: Map<string, number>): Venue {
  return new Proxy(venue, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        const key = String(name);
        if (/^(fetch|send|cancel)/.test(key)) asked.set(key, (asked.get(key) ?? 0) + 1);
        return value.apply(target, given);
      };
    },
  });
}

async function recoverThousand(open: () => Promise<Database>, kind: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-recovery-'));
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => rmSync(folder, { recursive: true, force: true }));
  const orders = restAtVenue(join(folder, 'venue'));
  const server = cleanup.use(
    await startSimulatedVenue({ market: fiveSymbols(), folder: join(folder, 'venue'), keys: [keys] }),
  );
  const asked = new Map<string, number>();
  const host = async (database: Database): Promise<HostedDesk> => {
    const venue = createCcxtVenue({
      ...{
        id: 'simulated',
        label: 'Simulated venue',
        exchange: 'binance',
        simulated: true,
        clock: systemClock,
      },
      credentials: { apiKey: keys.key, secret: keys.secret },
      redirect: { rest: server.restOrigin, ws: server.wsOrigin },
    });
    cleanup.defer(() => venue.close());
    return hostDesk({
      ...{ account, mode: 'sim', currency: 'USDT', clock: systemClock, ids: randomIds, log: silentLog },
      limits: { ...defaultLimits(), maxOpenOrders: 5_000, maxOrdersPerMinute: 5_000 },
      reconciliation: { everySeconds: 30, foreignOrders: 'quarantine' },
      venue: counted(venue, asked),
      ...{ database, documents: database.documents, owns: () => true },
      latch: fileKillLatch(join(folder, 'kill.json')),
      killFile: fileKillFile(join(folder, 'kill-journal.jsonl')),
    });
  };
  let database = await open();
  await storeInBooks(database, orders);
  await database.close();

  database = await open();
  cleanup.defer(() => database.close());
  const began = performance.now();
  await using second = await host(database);
  const tookMs = Math.round(performance.now() - began);
  expect(second.runtime.reconciled).toBe(true);
  const questions = [...asked.values()].reduce((sum, times) => sum + times, 0);
  console.log(
    `${count} open orders on ${kind}: reconciled ${tookMs} ms after the start, with ${questions} questions to the venue (${JSON.stringify(Object.fromEntries(asked))})`,
  );
  const found = await listOpenOrders(second.desk, database.read);
  expect(new Set(found.map(({ order, status }) => `${order.intent.id} ${status}`))).toEqual(
    new Set(orders.map(({ id }) => `${id} accepted`)),
  );
  expect(questions).toBeLessThanOrEqual(50);
}

test('default', { timeout: 600_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-recovery-db-'));
  await recoverThousand(() => openDatabase({ folder }), 'the embedded database');
  rmSync(folder, { recursive: true, force: true });
});

const reason = whyNoPostgres();
test.skipIf(reason !== null)(
  `behavior: the same on a PostgreSQL server${reason ? ` (skipped: ${reason})` : ''}`,
  { timeout: 600_000 },
  async () => {
    await using server = await startPostgres();
    const url = await server.createDatabase();
    await recoverThousand(() => openDatabase({ url, folder: '' }), 'PostgreSQL');
  },
);
