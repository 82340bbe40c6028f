import type { OrderReport, VenueEvent } from '../Venue.ts';
import { rawExecution, rawPosition } from './binance/answers.ts';
import { mergeLegs, parentOf } from './binance/orderLegs.ts';
import { executionToFill } from './binance/toFill.ts';
import { executionToReport } from './binance/toOrderReport.ts';
import type { BalanceReader } from './createBalanceReader.ts';
import type { FillReader } from './createFillReader.ts';
import { createStreamState } from './createStreamState.ts';
import { fetchOpenOrders } from './fetchOpenOrders.ts';
import { findInstrument } from './findSymbol.ts';
import { keepWatching } from './keepWatching.ts';
import { mapCcxtError } from './mapCcxtError.ts';
import type { Timers } from './Timers.ts';
import type { VenueContext, VenueLog } from './VenueContext.ts';

export type AccountStreamParams = {
  venue: VenueContext;
  listener: (event: VenueEvent) => void;
  fills: FillReader;
  balances: BalanceReader;
  backoffMs: number;
  timers: Timers;
  log: VenueLog | undefined;
};

export type AccountStream = {
  onMessage(message: Record<string, unknown>): void;
  start(signal: AbortSignal): void;
};

/** Fills that came while nobody listened are looked for this much further back, in milliseconds. */
const sweepMarginMs = 60_000;
/** Lists whose legs are remembered, so that both are known when one of them changes. */
const rememberedLists = 1_000;

/** The private side: own orders, fills and balances; after every break a sweep by REST finds what was missed. */
export function createAccountStream(params: AccountStreamParams): AccountStream {
  const { venue, listener, fills, balances, backoffMs, timers, log } = params;
  const state = createStreamState('account', listener);
  const lists = new Map<string, Map<string, OrderReport>>();
  let heardAt = venue.clock.now();
  let connected = false;

  function onMessage(message: Record<string, unknown>): void {
    switch (message.e) {
      case 'executionReport':
        onExecution(message);
        break;
      case 'outboundAccountPosition':
        onPosition(message);
        break;
      case 'eventStreamTerminated':
        // ccxt leaves its watchers waiting on a connection that stays silent.
        closeConnections();
        break;
    }
  }

  function onExecution(message: Record<string, unknown>): void {
    const parsed = rawExecution.safeParse(message);
    if (!parsed.success) {
      log?.warn({ venue: venue.label, issues: parsed.error.issues }, 'unreadable order event');
      return;
    }
    const instrument = findInstrument(venue, parsed.data.s);
    if (instrument === undefined) return;
    const report = executionToReport(parsed.data, instrument);
    const isLeg = parsed.data.g !== -1;
    const client = isLeg ? parentOf(report.clientOrderId) : report.clientOrderId;
    fills.learn(instrument, report.venueOrderId, client);
    const fill = executionToFill(parsed.data, instrument);
    // The fill goes first: an order that is filled must not be seen without what filled it.
    if (fill !== undefined) listener({ type: 'fill', fill });
    listener({ type: 'order', report: isLeg ? mergeLeg(report, client, String(parsed.data.g)) : report });
  }

  function mergeLeg(leg: OrderReport, client: string, listId: string): OrderReport {
    const legs = lists.get(listId) ?? new Map<string, OrderReport>();
    legs.set(leg.clientOrderId, leg);
    lists.set(listId, legs);
    const oldest = lists.keys().next();
    if (lists.size > rememberedLists && oldest.done !== true) lists.delete(oldest.value);
    return mergeLegs([...legs.values()], client, listId);
  }

  function onPosition(message: Record<string, unknown>): void {
    const parsed = rawPosition.safeParse(message);
    if (!parsed.success) {
      log?.warn({ venue: venue.label, issues: parsed.error.issues }, 'unreadable balance event');
      return;
    }
    const changed = balances.change(parsed.data);
    if (changed !== undefined) listener({ type: 'balances', balances: changed });
    else {
      readBalances().catch((error: unknown) =>
        log?.warn(
          { venue: venue.label, error },
          'could not read the balances anew; the next comparison does',
        ),
      );
    }
  }

  async function readBalances(): Promise<void> {
    listener({ type: 'balances', balances: await balances.fetch() });
  }

  async function watch(): Promise<void> {
    if (!connected) {
      await venue.exchange.authenticate({ type: 'spot' });
      connected = true;
      await sweep(state.state !== 'connecting');
      state.set('live', 'own orders are followed');
    }
    await venue.exchange.watchOrders();
    heardAt = venue.clock.now();
  }

  async function sweep(isAgain: boolean): Promise<void> {
    await readBalances();
    if (!isAgain) return;
    const since = Math.max(0, heardAt + venue.clockOffsetMs() - sweepMarginMs);
    for (const instrument of venue.symbols.keys()) {
      for (const fill of await fills.fetchFills(instrument, since)) listener({ type: 'fill', fill });
    }
    for (const report of await fetchOpenOrders(venue)) listener({ type: 'order', report });
  }

  function onFailure(error: unknown): void {
    const { reason } = mapCcxtError(error);
    log?.warn({ venue: venue.label, reason }, 'account stream broke off');
    connected = false;
    // Also after a failed sweep: whoever trusts the stream must not do so half informed.
    closeConnections();
    state.set('reconnecting', reason);
  }

  function closeConnections(): void {
    for (const client of Object.values(venue.exchange.clients)) {
      if (client.url.includes('ws-api')) client.close();
    }
  }

  function start(signal: AbortSignal): void {
    heardAt = venue.clock.now();
    listener({ type: 'stream', stream: 'account', state: 'connecting', reason: 'subscribing' });
    void keepWatching({ watch, onFailure, signal, backoffMs, timers });
  }

  return { onMessage, start };
}
