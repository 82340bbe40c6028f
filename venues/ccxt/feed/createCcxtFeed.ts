import type { Scheduler } from '../../../domain/Clock.ts';
import { type InstrumentId, instrumentId } from '../../../domain/ids.ts';
import type { FeedCounts, FeedEvent, FeedState, MarketFeed } from '../../MarketFeed.ts';
import type { SimulatedSymbol } from '../../simulated/SimulatedMarket.ts';
import { keepWatching } from '../keepWatching.ts';
import { loadMarkets } from '../loadMarkets.ts';
import { mapCcxtError } from '../mapCcxtError.ts';
import type { VenueLog } from '../VenueContext.ts';
import { venueErrorFrom } from '../venueErrorFrom.ts';
import { InstrumentFeed } from './InstrumentFeed.ts';
import { letOthersRun } from './letOthersRun.ts';
import { type LoadFeedParams, loadFeedExchange } from './loadFeedExchange.ts';
import { numbersItsTrades } from './numbersItsTrades.ts';
import { readFeedAmount } from './readFeedAmount.ts';
import { readMarketRules } from './readMarketRules.ts';

export type CcxtFeedParams = LoadFeedParams & {
  instruments: readonly InstrumentId[];
  clock: Scheduler;
  log: VenueLog;
  /** First pause before what failed is tried again; half a second unless told otherwise. */
  backoffMs?: number;
  /** Silence of all streams after which they are connected anew; 10 seconds unless told otherwise. */
  silenceMs?: number;
};

/**
 * What an exchange trades of what was asked for, a sentence for each that it does not, and its usual fees as fractions
 * where they are known.
 */
export type FeedRules = {
  symbols: SimulatedSymbol[];
  missing: string[];
  fees?: { maker: string; taker: string };
};

export type CcxtFeed = MarketFeed & {
  /** Asks the exchange for its markets. Throws `VenueError` when it could not be asked. */
  loadRules(): Promise<FeedRules>;
};

const lookEveryMs = 500;
const clockCheckMs = 300_000;
const longestPauseMs = 60_000;

/** The public trades and books of any exchange through ccxt. Throws `VenueError` for one that there is not. */
export async function createCcxtFeed(params: CcxtFeedParams): Promise<CcxtFeed> {
  const { clock, log, instruments, backoffMs = 500, silenceMs = 10_000 } = params;
  const exchange = await loadFeedExchange(params);
  const label = exchange.name;
  const stopped = new AbortController();
  const counts: FeedCounts = { trades: 0, books: 0, gaps: 0, refused: 0 };
  let tell: (event: FeedEvent) => void = () => {};
  let state: FeedState = { state: 'connecting', reason: `connecting to ${label}` };
  let offset = 0;
  let measuredAt = 0;
  let heardAt = clock.now();
  let feeds: InstrumentFeed[] = [];
  let stopWaiting: () => void = () => {};

  function setState(next: FeedState): void {
    if (next.state === state.state && next.reason === state.reason) return;
    if (next.state !== state.state)
      log.info({ exchange: params.exchange, ...next }, `${label} is ${next.state}`);
    state = next;
    tell({ type: 'state', ...next });
  }

  function hear(): void {
    heardAt = clock.now();
    if (state.state !== 'live') setState({ state: 'live', reason: 'market data arrives' });
  }

  function refuse(reason: string): void {
    counts.refused += 1;
    log.warn({ exchange: params.exchange, refused: counts.refused }, reason);
    setState({ state: state.state, reason });
  }

  async function loadRules(): Promise<FeedRules> {
    try {
      await loadMarkets(exchange);
    } catch (error) {
      throw venueErrorFrom(error, label, 'list its markets');
    }
    const fees = readFees(exchange.fees?.trading);
    const rules: FeedRules = { symbols: [], missing: [], ...(fees && { fees }) };
    for (const id of instruments) {
      const found = exchange.markets?.[id];
      if (found === undefined) {
        rules.missing.push(`${label} does not trade ${id}${nearest(id)}`);
        continue;
      }
      const symbol = readMarketRules(id, found, exchange.precisionMode);
      if (typeof symbol === 'string') rules.missing.push(`${symbol} (${label})`);
      else if (rules.symbols.some((other) => other.symbol === symbol.symbol)) {
        rules.missing.push(`${id} has the same name ${symbol.symbol} as another instrument`);
      } else rules.symbols.push(symbol);
    }
    return rules;
  }

  function nearest(id: InstrumentId): string {
    const [base] = id.split('/');
    const near = Object.keys(exchange.markets ?? {}).filter(
      (name) => name.startsWith(`${base}/`) && !name.includes(':'),
    );
    return near.length === 0 ? '' : `; it has ${near.slice(0, 6).join(', ')}`;
  }

  /** The exchange's clock minus ours, by the quickest of three answers. */
  async function measureClock(): Promise<void> {
    measuredAt = clock.now();
    if (exchange.has.fetchTime !== true) return;
    let quickest = Number.POSITIVE_INFINITY;
    for (let sample = 0; sample < 3; sample += 1) {
      const sent = clock.now();
      const time = Number(await exchange.fetchTime());
      const trip = clock.now() - sent;
      if (!Number.isSafeInteger(time) || time < 1e11 || trip >= quickest) continue;
      quickest = trip;
      offset = Math.round(time - (sent + trip / 2));
    }
  }

  /** Ends early when the feed is closed. */
  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      stopWaiting = () => {
        cancel();
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    for (let failures = 0; !stopped.signal.aborted; failures += 1) {
      try {
        const { missing, ...rules } = await loadRules();
        await measureClock();
        for (const sentence of missing)
          log.warn({ exchange: params.exchange }, `${sentence}; it cannot be traded.`);
        if (stopped.signal.aborted) return;
        tell({ type: 'rules', rules });
        open(rules.symbols);
        return;
      } catch (error) {
        const { reason } = mapCcxtError(error);
        setState({ state: 'connecting', reason: `it cannot be reached (${reason})` });
        await wait(Math.min(longestPauseMs, backoffMs * 2 ** Math.min(10, failures)));
      }
    }
  }

  function open(symbols: readonly SimulatedSymbol[]): void {
    feeds = symbols.map(
      ({ base, quote }) =>
        new InstrumentFeed({
          instrument: instrumentId.parse(`${base}/${quote}`),
          ...{ exchange, label, clock, counts, hear, refuse },
          warn: (reason) => log.warn({ exchange: params.exchange }, reason),
          offsetMs: () => offset,
          consecutive: numbersItsTrades(params.exchange),
          tell: (event) => tell(event),
        }),
    );
    hearMessages();
    const { signal } = stopped;
    for (const feed of feeds) {
      for (const watch of [() => feed.watchTrades(), () => feed.watchBook()]) {
        void keepWatching({ watch, onFailure: (error) => onFailure(feed, error), signal, backoffMs });
      }
    }
    look();
  }

  /**
   * Binance's trades are the busiest of all streams; ccxt needs several times as long for one. A burst of messages must
   * not keep what else is due waiting.
   */
  function hearMessages(): void {
    const byName =
      params.exchange === 'binance'
        ? new Map(feeds.map((feed) => [Object(exchange.markets?.[feed.instrument]).id as unknown, feed]))
        : new Map<unknown, InstrumentFeed>();
    const takeTurns = letOthersRun();
    const parse = exchange.handleMessage.bind(exchange);
    exchange.handleMessage = (client, message) => {
      takeTurns(Object(client).connection);
      // A text that ccxt could not parse comes as it was sent; words such as "pong" are its own matter.
      if (typeof message === 'string' && /^\s*[[{<]/.test(message)) {
        refuse(`${label} sent something on a stream that is no message; it was left out`);
        return;
      }
      const event: Readonly<Record<string, unknown>> = Object(message);
      const feed = event.e === 'trade' ? byName.get(event.s) : undefined;
      if (feed === undefined) parse(client, message);
      else feed.takeBinanceTrade(event);
    };
  }

  function onFailure(feed: InstrumentFeed, error: unknown): void {
    const { reason } = mapCcxtError(error);
    feed.catchUp();
    setState({ state: 'reconnecting', reason: `a stream broke off (${reason})` });
  }

  function look(): void {
    if (stopped.signal.aborted) return;
    const now = clock.now();
    for (const feed of feeds) feed.look();
    if (now - heardAt > silenceMs) {
      setState({
        state: 'reconnecting',
        reason: `nothing was heard for ${Math.round((now - heardAt) / 1_000)} s`,
      });
      heardAt = now;
      // Their watchers fail, wait and connect anew.
      for (const client of Object.values(exchange.clients)) client.close();
    }
    if (now - measuredAt > clockCheckMs) {
      measureClock().catch((error: unknown) =>
        log.warn({ reason: String(error) }, `${label} did not tell its time`),
      );
    }
    stopWaiting = clock.after(lookEveryMs, look);
  }

  return {
    label,
    counts,
    loadRules,
    start(listener) {
      tell = listener;
      void run();
    },
    async close() {
      stopped.abort();
      stopWaiting();
      for (const feed of feeds) feed.close();
      tell = () => {};
      await exchange.close();
      await exchange.fetchDispatcher?.close();
    },
  };
}

function readFees(found: unknown): FeedRules['fees'] {
  const { maker, taker }: Record<string, unknown> = Object(found);
  const [made, taken] = [readFeedAmount(maker), readFeedAmount(taker)];
  return made === undefined || taken === undefined ? undefined : { maker: made, taker: taken };
}
