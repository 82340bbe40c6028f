import type { Scheduler } from '../../../domain/Clock.ts';
import { CountersignError } from '../../../domain/CountersignError.ts';
import { type InstrumentId, instrumentId } from '../../../domain/ids.ts';
import type { FeedBook, FeedEvent, FeedState, FeedTrade, MarketFeed } from '../../MarketFeed.ts';
import type {
  LiveMarket,
  MarketBook,
  MarketRules,
  MarketStep,
  MarketTick,
  SimulatedMarket,
  SimulatedSymbol,
} from '../SimulatedMarket.ts';
import type { LiveBars } from './LiveBars.ts';

export type LiveMarketParams = {
  feed: MarketFeed;
  bars: LiveBars;
  symbols: readonly SimulatedSymbol[];
  /** The exchange's usual fees, where it says them. */
  fees?: { maker: string; taker: string };
  clock: Scheduler;
  /** Why nothing can be traded until the feed tells its rules. */
  haltedBecause?: string;
};

export type RunningLiveMarket = SimulatedMarket & {
  readonly live: LiveMarket;
  start(): void;
  close(): Promise<void>;
};

/** A book that was not known to be right for this long is not traded against (ms). */
export const staleBookMs = 5_000;

/** Trades that are kept for those who ask for the newest ones, of all symbols together. */
const keptTrades = 20_000;

/**
 * A real exchange's public market. Its time is the wall clock's; trades are dated by when they came in, since that is
 * when orders here could meet them. What traded while nobody listened is told, and meets no order.
 */
export function createLiveMarket(params: LiveMarketParams): RunningLiveMarket {
  const { feed, bars, clock } = params;
  let { symbols, fees, haltedBecause } = params;
  const names = new Map(symbols.map(({ base, quote, symbol }) => [instrumentOf(base, quote), symbol]));
  const instruments = new Map([...names].map(([id, symbol]) => [symbol, id]));
  const heard = new Map<string, number>();
  const newest = new Map<string, number>();
  const trades: MarketTick[] = [];
  let pending: MarketStep[] = [];
  let state: FeedState = { state: 'connecting', reason: `connecting to ${feed.label}` };

  function take(event: FeedEvent): void {
    switch (event.type) {
      case 'trade':
        takeTrade(event.trade);
        break;
      case 'book':
        takeBook(event.book);
        break;
      case 'rules':
        takeRules(event.rules);
        break;
      case 'state':
        state = { state: event.state, reason: event.reason };
        break;
    }
  }

  /** What it does not trade after all stays as it was: seen, and not tradable. */
  function takeRules(rules: MarketRules): void {
    const found = new Map(rules.symbols.map((symbol) => [symbol.symbol, symbol]));
    symbols = symbols.map((symbol) => found.get(symbol.symbol) ?? { ...symbol, tradable: false });
    fees = rules.fees ?? fees;
    haltedBecause = undefined;
    pending.push({ type: 'rules', rules: { symbols, ...(fees && { fees }) } });
  }

  function takeTrade(trade: FeedTrade): void {
    const symbol = names.get(trade.instrument);
    const price = toEngine(trade.price);
    const quantity = toEngine(trade.quantity);
    if (symbol === undefined || price === undefined || quantity === undefined) return;
    const tick: MarketTick = { symbol, ts: clock.now(), price, quantity, takerSide: trade.takerSide };
    bars.take(trade);
    trades.push(tick);
    if (trades.length > keptTrades * 2) trades.splice(0, keptTrades);
    // Found late, after newer ones: it says nothing about now.
    if (trade.missed && trade.exchangeTime < (newest.get(symbol) ?? 0)) return;
    newest.set(symbol, Math.max(trade.exchangeTime, newest.get(symbol) ?? 0));
    pending.push({ type: 'trade', tick, missed: trade.missed });
  }

  function takeBook({ instrument, bids, asks, heardAt }: FeedBook): void {
    const symbol = names.get(instrument);
    if (symbol === undefined) return;
    heard.set(symbol, heardAt);
    const book: MarketBook = { symbol, ts: clock.now(), bids: readSide(bids), asks: readSide(asks) };
    pending.push({ type: 'book', book });
  }

  function closedBecause(symbol: string, now: number): string | undefined {
    if (haltedBecause !== undefined) return haltedBecause;
    if (state.state !== 'live') return `${feed.label}’s market data is not there: ${state.reason}.`;
    const at = heard.get(symbol);
    if (at === undefined) return `${feed.label} has not told its book of ${symbol} yet.`;
    // A book of a time to come is of before our clock was set back.
    const age = Math.abs(now - at);
    if (age <= staleBookMs) return undefined;
    return `${feed.label}’s book of ${symbol} is stale: last heard ${Math.round(age / 1_000)} s ago.`;
  }

  return {
    kind: 'real',
    get label() {
      const trouble = haltedBecause ?? (state.state === 'live' ? undefined : state.reason);
      return `${feed.label}’s public market${trouble === undefined ? '' : `, NOT LIVE: ${trouble}`}`;
    },
    get symbols() {
      return symbols;
    },
    ...(params.fees && { fees: params.fees }),
    marketTime: (wallNow) => wallNow,
    ticks: (from, to) => trades.filter(({ ts }) => ts > from && ts <= to),
    bars(symbol, interval, range) {
      const instrument = instruments.get(symbol);
      if (instrument === undefined) {
        throw new CountersignError('market.unknownSymbol', `The market has no symbol ${symbol}`);
      }
      return bars.bars(instrument, interval, range);
    },
    live: {
      *steps() {
        const steps = pending;
        pending = [];
        yield* steps;
      },
      heardAt: (symbol) => heard.get(symbol) ?? 0,
      closedBecause,
    },
    start() {
      feed.start(take);
      bars.start();
    },
    async close() {
      await Promise.all([feed.close(), bars.close()]);
    },
  };
}

function instrumentOf(base: string, quote: string): InstrumentId {
  return instrumentId.parse(`${base}/${quote}`);
}

function readSide(levels: FeedBook['bids']): [string, string][] {
  return levels.flatMap(([price, quantity]) => {
    const found = [toEngine(price), toEngine(quantity)] as const;
    return found[0] === undefined || found[1] === undefined ? [] : [[found[0], found[1]]];
  });
}

/** Cut to the eight decimals that the engine counts in; undefined where nothing is left. */
function toEngine(amount: string): string | undefined {
  const [whole = '0', fraction = ''] = amount.split('.');
  const cut = fraction.slice(0, 8);
  return /[1-9]/.test(whole + cut) ? (cut === '' ? whole : `${whole}.${cut}`) : undefined;
}
