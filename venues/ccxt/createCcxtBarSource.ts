import { z } from 'zod';
import type { UnreadBar } from '../../domain/bars/readBar.ts';
import type { Clock } from '../../domain/Clock.ts';
import { Decimal } from '../../domain/decimal.ts';
import type { BarSource } from '../BarSource.ts';
import { VenueError } from '../VenueError.ts';
import { askVenue } from './askVenue.ts';
import type { CcxtHistory } from './CcxtHistory.ts';
import { loadHistory } from './loadHistory.ts';
import { loadMarkets } from './loadMarkets.ts';

export type CcxtBarSourceParams = {
  /** ccxt's name of the exchange, such as `binance` or `kraken`. */
  exchange: string;
  /** Under which its bars are stored; the exchange's name unless told otherwise. */
  id?: string;
  /** Name for people; ccxt's own unless told otherwise. */
  label?: string;
  simulated?: boolean;
  clock: Clock;
  /** Where all requests go instead of to the exchange. */
  origin?: string;
  /** Longest wait for an answer; 10 seconds unless told otherwise. */
  timeoutMs?: number;
};

const rawRows = z.array(z.unknown());
const rawTime = z.number().int().positive();
const largestPage = 1_000;
const usualPage = 300;

/** Any exchange's past through ccxt. Throws `VenueError` for an exchange that there is not. */
export async function createCcxtBarSource(params: CcxtBarSourceParams): Promise<BarSource> {
  const { exchange, clock, timeoutMs = 10_000, origin, simulated = false } = params;
  const history = await loadHistory({ exchange, timeoutMs, ...(origin !== undefined && { origin }) });
  const label = params.label ?? history.name;
  const badAnswer = (what: string) =>
    new VenueError('venue.badAnswer', `${label} gave no readable answer when asked to ${what}`);
  history.parseOHLCVs = (rows, market) => {
    if (!Array.isArray(rows)) throw badAnswer('list bars');
    return rows.map((row: unknown) => parseRow(history, row, market));
  };

  /** ccxt takes an answer that is no JSON for an empty one. */
  async function ask<Schema extends z.ZodType>(what: string, schema: Schema, call: () => Promise<unknown>) {
    history.last_json_response = undefined;
    const found = await askVenue({ label }, what, schema, call);
    const answer = history.last_json_response;
    if (typeof answer !== 'object' || answer === null) throw badAnswer(what);
    return found;
  }

  const pageSize = Math.min(largestPage, history.features?.spot?.fetchOHLCV?.limit ?? usualPage);

  return {
    id: params.id ?? exchange,
    label,
    simulated,
    pageSize,
    lengths: Object.keys(history.timeframes ?? {}),

    async connect() {
      await askVenue({ label }, 'list its markets', z.unknown(), () => loadMarkets(history));
    },

    async fetchTime() {
      if (history.has.fetchTime !== true) return clock.now();
      return ask('tell its time', rawTime, () => history.fetchTime());
    },

    async fetchPage(instrument, length, from) {
      requireMarket(history, label, instrument);
      const known = Object.keys(history.timeframes ?? {});
      if (!known.includes(length)) {
        throw new VenueError(
          'venue.noTimeframe',
          `${label} has no bars of ${length}; it has ${known.join(', ')}. Nothing was changed.`,
        );
      }
      const rows = await ask(`list bars of ${instrument}`, rawRows, () =>
        history.fetchOHLCV(instrument, length, from, pageSize),
      );
      return rows.map(toUnreadBar);
    },

    async [Symbol.asyncDispose]() {
      await history.close();
      await history.fetchDispatcher?.close();
    },
  };
}

function requireMarket(history: CcxtHistory, label: string, instrument: string): void {
  const markets = Object.keys(history.markets ?? {});
  if (markets.includes(instrument)) return;
  const [base] = instrument.split('/');
  const near = markets.filter((name) => name.startsWith(`${base}/`) && !name.includes(':')).slice(0, 8);
  throw new VenueError(
    'venue.unknownInstrument',
    `${label} does not trade ${instrument}${near.length > 0 ? `; it has ${near.join(', ')}` : ''}. Nothing was changed.`,
  );
}

/** A row that ccxt cannot take apart is handed on as one without numbers, to be counted and told of. */
function parseRow(history: CcxtHistory, row: unknown, market: unknown): unknown {
  try {
    return history.parseOHLCV(row, market);
  } catch {
    return [];
  }
}

function toUnreadBar(row: unknown): UnreadBar {
  const [ts, ...amounts] = Array.isArray(row) ? (row as unknown[]) : [];
  const [open, high, low, close, volume] = amounts.map(withoutExponent);
  return { ts, open, high, low, close, volume };
}

/** Small numbers of an answer come with an exponent; written out they are the same. */
function withoutExponent(amount: unknown): unknown {
  const isScientific = typeof amount === 'string' && /^\d+(\.\d+)?e[+-]?\d{1,2}$/i.test(amount);
  return isScientific ? new Decimal(amount).toString() : amount;
}
