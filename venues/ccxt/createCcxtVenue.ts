import type { Clock } from '../../domain/Clock.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import type { Timeframe } from '../../domain/market.ts';
import type { Venue, VenueEvent } from '../Venue.ts';
import { VenueError } from '../VenueError.ts';
import type { CcxtClient, CcxtExchange } from './CcxtExchange.ts';
import type { CcxtTransport } from './CcxtTransport.ts';
import { cancelOrder } from './cancelOrder.ts';
import { loadInstruments, measureClockOffset, probeTimeframes } from './connectExchange.ts';
import { createAccountStream } from './createAccountStream.ts';
import { type BalanceReader, createBalanceReader } from './createBalanceReader.ts';
import { createFillReader, type FillReader } from './createFillReader.ts';
import { createMarketStream } from './createMarketStream.ts';
import type { ExchangeRedirect } from './ExchangeRedirect.ts';
import { fetchBars } from './fetchBars.ts';
import { fetchBook } from './fetchBook.ts';
import { fetchOpenOrders } from './fetchOpenOrders.ts';
import { fetchOrder } from './fetchOrder.ts';
import { fetchQuote } from './fetchQuote.ts';
import { type Credentials, exchangeWarrants, loadExchange } from './loadExchange.ts';
import { lookBeforeLeaving } from './lookBeforeLeaving.ts';
import { realTimers } from './realTimers.ts';
import { repeat } from './repeat.ts';
import { sendOrder } from './sendOrder.ts';
import { sparingLog } from './sparingLog.ts';
import type { Timers } from './Timers.ts';
import type { VenueContext, VenueLog } from './VenueContext.ts';

export type CcxtVenueParams = {
  /** Name in config and proposals. */
  id: string;
  /** Name for people. */
  label: string;
  exchange: 'binance';
  simulated: boolean;
  /** Without them only market data can be read. */
  credentials?: Credentials;
  /** Sends all traffic to another origin; nothing can reach the real exchange then. */
  redirect?: ExchangeRedirect;
  /** The exchange's own test network. */
  sandbox?: boolean;
  /** What the desk trades there; everything where it is left out. */
  instruments?: readonly InstrumentId[];
  /** Bar lengths that it is known to have; asked for where they are left out. */
  timeframes?: readonly Timeframe[];
  clock: Clock;
  /** Where it waits; real time unless the caller keeps time itself. */
  timers?: Timers;
  /** Carries its requests and streams; HTTP and WebSockets unless given. */
  transport?: CcxtTransport;
  log?: VenueLog;
  /** Longest wait for an answer; 10 seconds unless told otherwise. */
  timeoutMs?: number;
  /** First pause before a stream is connected anew; half a second unless told otherwise. */
  backoffMs?: number;
  /** Silence after which market data counts as stale; 10 seconds unless told otherwise. */
  silenceMs?: number;
};

/** How often the distance to the venue's clock is measured anew. */
const clockCheckMs = 300_000;

/** How often the venue is asked whether what it does not trade is traded again. */
const marketsCheckMs = 5_000;

/**
 * An exchange behind ccxt, the simulated venue included: market data, orders, fills and balances by REST and
 * streams. Nothing is sent twice, and every order carries its own client order id.
 */
export function createCcxtVenue(params: CcxtVenueParams): Venue {
  const {
    id,
    label,
    simulated,
    clock,
    timers = realTimers,
    timeoutMs = 10_000,
    backoffMs = 500,
    silenceMs = 10_000,
  } = params;
  const log = params.log && sparingLog(params.log, clock);
  const stopped = new AbortController();
  let connected:
    | { venue: VenueContext; fills: FillReader; balances: BalanceReader; timeframes: readonly Timeframe[] }
    | undefined;
  let exchange: CcxtExchange | undefined;
  let offset = 0;

  function open() {
    if (connected === undefined) {
      throw new VenueError('venue.notConnected', `${label} is not connected; nothing was sent`);
    }
    return connected;
  }

  async function connect(listener: (event: VenueEvent) => void): Promise<void> {
    if (exchange !== undefined || stopped.signal.aborted) {
      throw new VenueError('venue.connectedBefore', `${label} can be connected only once`);
    }
    exchange = await loadExchange({ ...params, timeoutMs });
    offset = await measureClockOffset(label, exchange, clock);
    const hasKeys = params.credentials !== undefined;
    const loaded = await loadInstruments(label, exchange, { hasKeys, only: params.instruments });
    const instruments = new Map(loaded.instruments);
    const venue: VenueContext = {
      ...{ label, simulated, exchange, clock, ...loaded, instruments },
      look: lookBeforeLeaving(exchange),
      clockOffsetMs: () => offset,
    };
    const fills = createFillReader(venue);
    const timeframes = params.timeframes ?? (await probeTimeframes(venue));
    const balances = createBalanceReader(venue);
    connected = { venue, fills, balances, timeframes };
    const market = createMarketStream({ venue, listener, timeframes, backoffMs, timers, silenceMs, log });
    const account = createAccountStream({ venue, listener, fills, balances, backoffMs, timers, log });
    const parse = exchange.handleMessage.bind(exchange);
    // ccxt keeps only the newest of each; reading every message here loses none, and keeps their decimals.
    exchange.handleMessage = (client: CcxtClient, message: unknown) => {
      const event = unwrap(message);
      if (event !== undefined) (client.url.includes('ws-api') ? account : market).onMessage(event);
      parse(client, message);
    };
    market.start(stopped.signal);
    if (hasKeys) account.start(stopped.signal);
    repeat(timers, clockCheckMs, stopped.signal, checkClock);
    repeat(timers, marketsCheckMs, stopped.signal, () => checkMarkets(venue, instruments));
  }

  async function fetchTime(): Promise<number> {
    offset = await measureClockOffset(label, open().venue.exchange, clock);
    return clock.now() + offset;
  }

  function checkClock(): void {
    fetchTime().catch((error: unknown) =>
      log?.warn({ venue: id, error }, 'could not measure the distance to the venue’s clock'),
    );
  }

  /** An exchange halts single markets, and mode paper knows none of their rules before its exchange was reached. */
  function checkMarkets({ exchange }: VenueContext, instruments: Map<InstrumentId, Instrument>): void {
    if ([...instruments.values()].every(({ tradable }) => tradable)) return;
    const options = { hasKeys: params.credentials !== undefined, only: params.instruments, reload: true };
    loadInstruments(label, exchange, options)
      .then((found) => {
        for (const [instrument, rules] of found.instruments) {
          if (!instruments.has(instrument)) continue;
          if (rules.tradable && instruments.get(instrument)?.tradable === false)
            log?.info({ venue: id, instrument }, `${instrument} can be traded at ${label}`);
          instruments.set(instrument, rules);
        }
      })
      .catch((error: unknown) => log?.warn({ venue: id, error }, 'could not ask again what is traded'));
  }

  async function close(): Promise<void> {
    stopped.abort();
    await exchange?.close();
    await exchange?.fetchDispatcher?.close();
  }

  return {
    id,
    label,
    simulated,
    warrants: exchangeWarrants,
    fetchTime,
    connect,
    close,
    get instruments() {
      return connected?.venue.instruments ?? new Map();
    },
    get timeframes() {
      return connected?.timeframes ?? [];
    },
    get clockOffsetMs() {
      return offset;
    },
    fetchQuote: async (instrument) => fetchQuote(open().venue, instrument),
    fetchBook: async (instrument, depth) => fetchBook(open().venue, instrument, depth),
    fetchBars: async (instrument, timeframe, range) => fetchBars(open().venue, instrument, timeframe, range),
    async sendOrder(order, mayLeave) {
      if (connected === undefined) {
        return { kind: 'misconfigured', reason: `${label} is not connected; nothing was sent` };
      }
      const outcome = await sendOrder(connected.venue, order, mayLeave);
      if (outcome.kind === 'accepted' && order.type !== 'oco') {
        connected.fills.learn(order.instrument, outcome.report.venueOrderId, order.clientOrderId);
      }
      return outcome;
    },
    cancelOrder: async (order) => cancelOrder(open().venue, order),
    fetchOrder: async (order) => fetchOrder(open().venue, order),
    fetchOpenOrders: async () => fetchOpenOrders(open().venue),
    fetchFills: async (instrument, since) => open().fills.fetchFills(instrument, since),
    fetchBalances: async () => open().balances.fetch(),
  };
}

/** The event inside a message of a combined stream or of the account's stream. */
function unwrap(message: unknown): Record<string, unknown> | undefined {
  if (!isRecord(message)) return undefined;
  const inner = message.data ?? message.event ?? message;
  return isRecord(inner) ? inner : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
