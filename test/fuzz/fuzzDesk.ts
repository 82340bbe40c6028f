import { createMemoryDatabase } from '../../db/memory/createMemoryDatabase.ts';
import { BalanceCache } from '../../desk/BalanceCache.ts';
import type { Desk } from '../../desk/Desk.ts';
import { fromRecord, guardianAddress } from '../../desk/machineStates.ts';
import type { Derivation, Unit } from '../../desk/Runtime.ts';
import { buildView } from '../../desk/read/buildView.ts';
import type { MarketInputs } from '../../desk/risk/gatherMarket.ts';
import { hashOf } from '../../domain/hash.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import { accountId, type InstrumentId, instrumentId, orderId } from '../../domain/ids.ts';
import type { Limits } from '../../domain/Limits.ts';
import { emptyPosition } from '../../domain/Position.ts';
import { testIntent } from '../fixtures/orderFixtures.ts';
import { type Asset, assets, type FuzzOrder, type FuzzWorld } from './FuzzWorld.ts';

const account = accountId.parse('test');
export const idOf = (asset: Asset): InstrumentId => instrumentId.parse(`${asset}/USDT`);
export const quantityStep = 0.00001;

export const fuzzInstruments: ReadonlyMap<InstrumentId, Instrument> = new Map(
  assets.map((asset) => {
    const id = idOf(asset);
    const sizes = { minQuantity: '0.00001', maxQuantity: '9000', minNotional: '5' };
    const instrument: Instrument = {
      ...{ id, base: asset, quote: 'USDT', tradable: true, priceTick: '0.01', quantityStep: '0.00001' },
      ...{ ...sizes, makerFee: '0.001', takerFee: '0.001' },
      orderTypes: ['market', 'limit', 'postOnly', 'stop', 'stopLimit', 'takeProfit', 'oco'],
      timeInForce: ['gtc', 'ioc', 'fok'],
    };
    return [id, instrument];
  }),
);

/** Base units of a worth at the middle price, on the step of quantities. */
export function units(world: FuzzWorld, asset: Asset, worth: number): number {
  return Number((Math.floor(worth / world.mid[asset] / quantityStep) * quantityStep).toFixed(5));
}

export function fuzzQuote(world: FuzzWorld, asset: Asset) {
  const mid = world.mid[asset];
  return {
    bid: Math.max(0.01, Number((mid * (1 - world.halfSpread)).toFixed(2)) - 0.01),
    ask: Number((mid * (1 + world.halfSpread)).toFixed(2)) + 0.01,
    last: Number((mid * (1 + world.lastOff)).toFixed(2)),
    close: Number((mid * (1 + world.closeOff)).toFixed(2)),
  };
}

/** Ten levels, a tenth of a percent apart, each of the same size. */
export function fuzzLevels(world: FuzzWorld, asset: Asset, side: 'bids' | 'asks'): [number, number][] {
  const { bid, ask } = fuzzQuote(world, asset);
  const size = Number(((world.depth * 1_000) / world.mid[asset] / 10).toFixed(5));
  return Array.from({ length: 10 }, (_, index) => [
    Number((side === 'asks' ? ask * (1 + index * 0.001) : bid * (1 - index * 0.001)).toFixed(2)),
    size,
  ]);
}

export function orderPrice(world: FuzzWorld, { asset, off }: FuzzOrder): number {
  return Number((world.mid[asset] * (1 + off)).toFixed(2));
}

export type FuzzDesk = { desk: Desk; unit: Unit; market(asset: Asset): MarketInputs };

/**
 * The part of a desk that proposals are judged with, over a memory database that holds the world: the real gathering
 * reads orders, fills, positions, marks and the journal as on any desk. Only the casts below are of the test.
 */
export async function fuzzDesk(world: FuzzWorld, limits: Limits, now: number): Promise<FuzzDesk> {
  const clock = { now: () => now };
  const database = createMemoryDatabase({ clock });
  await store(world, database, now);
  const balances = new BalanceCache();
  const holdings = assets.map(
    (asset) => [asset, { free: units(world, asset, world.coins[asset]).toFixed(5), locked: '0' }] as const,
  );
  balances.set(new Map([['USDT', { free: String(world.cash), locked: '0' }], ...holdings]), now);
  const quote = (asset: Asset) => {
    const { bid, ask, last } = fuzzQuote(world, asset);
    const at = now - world.quoteAgeMs;
    return {
      ...{ instrument: idOf(asset), bid: bid.toFixed(2), ask: ask.toFixed(2), last: last.toFixed(2) },
      ...{ bidQuantity: '5', askQuantity: '5', exchangeTime: at, marketTime: at, receivedAt: at },
    };
  };
  const desk = {
    ...{ account, mode: 'sim', currency: 'USDT', limits, limitsHash: hashOf(limits) },
    venue: { id: 'simulated', label: 'Fuzz', clockOffsetMs: world.skewMs },
    market: {
      instruments: fuzzInstruments,
      quote: (id: InstrumentId) => quote(id.split('/')[0] as Asset),
      feed: { state: world.feedLive ? 'live' : 'stale' },
    },
    ...{ balances, database, clock },
    runtime: { reconciled: world.reconciled, ownsLease: () => world.owns },
    latch: { read: () => (world.killed ? { level: 'cancel' } : null) },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  } as unknown as Desk;
  const guardian = guardianAddress(account);
  const unit = {
    repositories: database.read,
    now,
    derive: <State, View>(derivation: Derivation<State, View>) => buildView(derivation, database.read, now),
    async get(address: typeof guardian) {
      if (address.machine === guardian.machine) return { state: world.trading, context: {}, createdAt: 0 };
      const record = await database.read.machines.get({ account, ...address });
      return record && fromRecord(record);
    },
    knows: () => false,
  } as unknown as Unit;
  return { desk, unit, market: (asset) => marketOf(world, asset, now, quote(asset)) };
}

function marketOf(world: FuzzWorld, asset: Asset, now: number, quote: MarketInputs['quote']): MarketInputs {
  const text = ([price, size]: [number, number]): [string, string] => [price.toFixed(2), size.toFixed(5)];
  const close = fuzzQuote(world, asset).close.toFixed(2);
  return {
    instrument: fuzzInstruments.get(idOf(asset)),
    quote,
    book: {
      instrument: idOf(asset),
      bids: fuzzLevels(world, asset, 'bids').map(text),
      asks: fuzzLevels(world, asset, 'asks').map(text),
      exchangeTime: now,
      receivedAt: now,
    },
    bar: { ts: now - 30_000, open: close, high: close, low: close, close, volume: '1' },
  };
}

async function store(
  world: FuzzWorld,
  database: ReturnType<typeof createMemoryDatabase>,
  now: number,
): Promise<void> {
  await database.transaction(async ({ machines, positions, fills, journal, marks }) => {
    for (const [index, drawn] of world.orders.entries()) {
      const { asset, side, role, status, worth, filled, ageMs, proposer } = drawn;
      const quantity = Math.max(quantityStep, units(world, asset, worth));
      const id = orderId.parse(`ORD-${String(index).padStart(16, '0')}`);
      const instrument = idOf(asset);
      const price = orderPrice(world, drawn).toFixed(2);
      const intent = testIntent({
        ...{ id, account, instrument, role, side, proposer, proposal: null, createdAt: now - ageMs },
        ...{ quantity: quantity.toFixed(5), price, type: role === 'protection' ? 'stopLimit' : 'limit' },
        ...(role === 'protection' && { triggerPrice: price }),
      });
      const part = (quantity * filled).toFixed(8);
      const fill = {
        order: id,
        account,
        instrument,
        side,
        price,
        quantity: part,
        fee: '0',
        feeAsset: 'USDT',
      } as const;
      const context = {
        ...{
          intent,
          venueOrderId: null,
          cancelRequestedAt: null,
          attempts: 1,
          askedSince: null,
          reason: null,
        },
        fills: filled === 0 ? [] : [{ ...fill, id: `F${index}`, liquidity: 'taker', at: now - ageMs }],
        updatedAt: now - ageMs,
      };
      await machines.put({
        ...{ account, machine: 'order@1', instance: id, state: status, revision: 1 },
        ...{ snapshot: { context }, createdAt: now - ageMs, updatedAt: now - ageMs },
      });
    }
    for (const [index, asset] of assets.entries()) {
      const quantity = (units(world, asset, world.coins[asset]) * world.booked[asset]).toFixed(8);
      if (Number(quantity) === 0) continue;
      const instrument = idOf(asset);
      const order = orderId.parse(`ORD-BOOKED0000000${String(index).padStart(3, '0')}`);
      const intent = testIntent({ id: order, account, instrument, proposer: world.bookedFor, createdAt: 1 });
      await machines.put({
        ...{
          account,
          machine: 'order@1',
          instance: order,
          state: 'filled',
          revision: 1,
          createdAt: 1,
          updatedAt: 1,
        },
        snapshot: {
          context: {
            intent,
            fills: [],
            venueOrderId: null,
            cancelRequestedAt: null,
            attempts: 1,
            askedSince: null,
            reason: null,
            updatedAt: 1,
          },
        },
      });
      await fills.insert({
        ...{
          id: `B${index}`,
          order,
          account,
          instrument,
          side: 'buy',
          price: '1',
          quantity,
          fee: '0',
          feeAsset: 'USDT',
        },
        ...{ liquidity: 'taker', at: 2 },
      });
      await positions.put({ ...emptyPosition(account, instrument), quantity, openedAt: 2 });
    }
    const byAge = [...world.trades.entries()].sort(([, a], [, b]) => b.ageMs - a.ageMs);
    for (const [index, { asset, profit, stopOut, ageMs }] of byAge) {
      const before = { ...emptyPosition(account, idOf(asset)), quantity: '1', realised: '0' };
      const after = { ...before, quantity: '0', realised: String(profit), updatedAt: now - ageMs };
      const order = orderId.parse(`ORD-TRADE00000000${String(index).padStart(3, '0')}`);
      await journal.append([
        {
          ...{ account, type: 'position.changed', subject: before.instrument, at: now - ageMs },
          actor: { id: 'desk', role: 'desk', channel: 'desk' },
          data: { fill: `T${index}`, order, stopOut, before, after },
        },
      ]);
    }
    const equity = equityIn(world);
    await marks.put({ account, at: now - (now % 86_400_000), equity: (equity * world.dayStart).toFixed(8) });
    await marks.put({ account, at: 1, equity: (equity * world.peak).toFixed(8) });
  });
}

/** Cash and all coins at the middle of bid and ask. */
export function equityIn(world: FuzzWorld): number {
  return assets.reduce((sum, asset) => {
    const { bid, ask } = fuzzQuote(world, asset);
    return sum + units(world, asset, world.coins[asset]) * ((bid + ask) / 2);
  }, world.cash);
}
