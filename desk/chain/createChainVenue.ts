import type { Database } from '../../db/Repositories.ts';
import type { Scheduler } from '../../domain/Clock.ts';
import { decimal, sum } from '../../domain/decimal.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import type { AccountId, InstrumentId } from '../../domain/ids.ts';
import { type Bar, type Quote, timeframeMs } from '../../domain/market.ts';
import { chainFills } from '../../machines/chainOrder/chainOrderGuards.ts';
import type { Dex } from '../../venues/evm/Dex.ts';
import type { OrderRef, OrderReport, Venue, VenueEvent, VenueFill } from '../../venues/Venue.ts';
import { VenueError } from '../../venues/VenueError.ts';
import type { KillVenue } from '../kill/KillVenue.ts';
import { fromRecord } from '../machineStates.ts';
import { findOrder } from '../orders/findOrder.ts';
import { asChain, type ChainState, liveChainStates } from './chainStates.ts';
import { fillsOf } from './createWalletVenue.ts';
import { orderStatusOf, toReport, toVenueFill } from './mirrorOrder.ts';
import { readChainQuote } from './readChainQuote.ts';
import type { TransactionFile } from './TransactionFile.ts';
import { toInstrument } from './toInstrument.ts';

const pollMs = 2_000;
const keptBars = 500;

/**
 * A DEX as a venue of the desk. Prices come from its pools, asked every two seconds; what became of orders comes from
 * the desk's own stored transactions, since a chain knows transactions and no orders. Bars begin with the connection and
 * hold the reference price, so that they are a second opinion on the pool's. Cancelling here goes past the stored
 * transactions and uses the order's nonces up on the chain; the desk then finds them used.
 */
export function createChainVenue(params: {
  dex: Dex;
  /** The same DEX as the kill switch sees it, and what has left. */
  wallet: KillVenue;
  transactions: TransactionFile;
  database: Database;
  account: AccountId;
  clock: Scheduler;
}): Venue {
  const { dex, wallet, transactions, database, account, clock } = params;
  const instruments = new Map<InstrumentId, Instrument>();
  const bars = new Map<InstrumentId, Bar[]>();
  let listener: (event: VenueEvent) => void = () => {};
  let cancel = (): void => {};
  let closed = false;
  let clockOffsetMs = 0;

  const read = async (states?: readonly string[]): Promise<ChainState[]> => {
    const records = await database.read.machines.list({
      ...{ account, machine: 'chainOrder@1' },
      ...(states && { states }),
    });
    return records
      .map((record) => asChain(fromRecord(record)))
      .filter(({ chain }) => chain.call.kind === 'swap');
  };
  const find = async ({
    instrument,
    clientOrderId,
  }: Pick<OrderRef, 'instrument' | 'clientOrderId'>): Promise<ChainState | undefined> => {
    const get = async (address: { machine: string; instance: string }) => {
      const record = await database.read.machines.get({ account, ...address });
      return record && fromRecord(record);
    };
    const found = await findOrder({ get }, { instrument, clientOrderId });
    const stored = found && (await get({ machine: 'chainOrder@1', instance: found.order.intent.id }));
    return stored && asChain(stored);
  };
  const fetchQuote = (instrument: InstrumentId): Promise<Quote> => readChainQuote({ dex, clock }, instrument);
  const poll = async (): Promise<void> => {
    try {
      for (const instrument of instruments.keys()) {
        const quote = await fetchQuote(instrument);
        bars.set(instrument, withPrice(bars.get(instrument) ?? [], quote.last, quote.marketTime));
        listener({ type: 'quote', quote });
      }
      listener({ type: 'stream', stream: 'market', state: 'live', reason: 'its pools were read' });
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      listener({ type: 'stream', stream: 'market', state: 'reconnecting', reason });
    }
  };
  const again = (): void => {
    if (closed) return;
    cancel = clock.after(pollMs, () => void poll().finally(again));
  };

  return {
    id: dex.id,
    label: dex.label,
    simulated: false,
    instruments,
    timeframes: ['1m'],
    get clockOffsetMs() {
      return clockOffsetMs;
    },
    // What was stored and never left is known to be absent at once.
    warrants: { requestWindowMs: 0, consistencyDelayMs: 0 },
    async connect(told) {
      await dex.check().catch(notStarted);
      for (const market of dex.markets.values()) instruments.set(market.instrument, toInstrument(market));
      listener = told;
      await poll();
      again();
    },
    async close() {
      closed = true;
      cancel();
      listener = () => {};
      dex.close();
    },
    async fetchTime() {
      // A block's time is when it was made; between blocks the desk's own clock is as good.
      const now = clock.now();
      clockOffsetMs = Math.max(0, (await dex.time()) - now);
      return now + clockOffsetMs;
    },
    fetchQuote,
    async fetchBook(instrument, depth) {
      const { bids, asks } = await dex.ladder(instrument);
      const receivedAt = clock.now();
      return {
        ...{ instrument, receivedAt, exchangeTime: receivedAt },
        bids: bids.slice(0, depth),
        asks: asks.slice(0, depth),
      };
    },
    async fetchBars(instrument, timeframe, { from = 0, to = Number.MAX_SAFE_INTEGER, limit }) {
      if (timeframe !== '1m')
        throw new VenueError('venue.noTimeframe', `${dex.label} has bars of one minute alone.`);
      return (bars.get(instrument) ?? []).filter(({ ts }) => ts >= from && ts <= to).slice(-limit);
    },
    async sendOrder() {
      return {
        kind: 'misconfigured',
        reason: 'An order on a chain goes out through its stored transactions alone. Nothing was sent.',
      };
    },
    cancelOrder: (ref) => wallet.cancelOrder(ref),
    async fetchOrder(ref) {
      const state = await find(ref);
      // An emergency order has no stored transactions; what has left of it is written down beside the database.
      return state ? reportOf(state) : wallet.fetchOrder(ref);
    },
    async fetchOpenOrders() {
      return (await read([...liveChainStates])).map(reportOf);
    },
    async fetchFills(instrument, since) {
      const fills: VenueFill[] = [];
      for (const { chain } of await read()) {
        for (const fill of chainFills(chain))
          if (fill.instrument === instrument && fill.at >= since) fills.push(toVenueFill(fill, chain));
      }
      const emergency = await fillsOf(
        { dex, transactions },
        { instrument, since, finalOnly: true, isWanted: ({ intent }) => intent.role === 'emergency' },
      );
      return [...fills, ...emergency].sort((one, other) => one.at - other.at);
    },
    async fetchBalances() {
      const held = await dex.holdings();
      return new Map([...held].map(([symbol, free]) => [symbol, { free, locked: '0' }]));
    },
  };
}

function reportOf(state: ChainState): OrderReport {
  const filled = sum(chainFills(state.chain).map(({ quantity }) => quantity)).toString();
  return toReport(state.chain, orderStatusOf(state, filled) ?? 'open', filled);
}

function notStarted(cause: unknown): never {
  if (!(cause instanceof VenueError)) throw cause;
  throw new VenueError(
    cause.code,
    `${cause.message} The desk was not started and sent nothing; positions in the wallet stand, and no stop of theirs is watched. \`countersign doctor\` says what is missing.`,
  );
}

/** The minute's bar with one more price in it. */
function withPrice(bars: readonly Bar[], price: string, at: number): Bar[] {
  const ts = at - (at % timeframeMs['1m']);
  const last = bars.at(-1);
  if (last?.ts !== ts) {
    const opened: Bar = { ts, open: price, high: price, low: price, close: price, volume: '0' };
    return [...bars, opened].slice(-keptBars);
  }
  const high = decimal(price).gt(last.high) ? price : last.high;
  const low = decimal(price).lt(last.low) ? price : last.low;
  return [...bars.slice(0, -1), { ...last, high, low, close: price }];
}
