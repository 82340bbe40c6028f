import type { Instrument } from '../../domain/Instrument.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import type { Bar, Book, Quote } from '../../domain/market.ts';
import type { ChainRisk } from '../../machines/risk/ChainRisk.ts';
import type { Desk } from '../Desk.ts';

const bookDepth = 50;

/** What the gate looks at of the market; a piece that could not be had is undefined and makes its checks deny. */
export type MarketInputs = {
  instrument: Instrument | undefined;
  quote: Quote | undefined;
  book: Book | undefined;
  bar: Bar | undefined;
  /** Of an order that goes to a chain, and only of one. */
  chain?: ChainRisk;
};

/** Reads the market for one assessment. Asks the venue for the book, so it runs outside of any transaction. */
export async function gatherMarket(desk: Desk, instrument: InstrumentId): Promise<MarketInputs> {
  const orUndefined = (what: string) => (cause: unknown) => {
    desk.log.warn(
      { instrument, cause: String(cause) },
      `The ${what} could not be read for a risk assessment`,
    );
    return undefined;
  };
  const [book, bars] = await Promise.all([
    desk.market.book(instrument, bookDepth).catch(orUndefined('order book')),
    // The shortest that there is: a recorded market has no bars finer than its file's.
    desk.market
      .bars(instrument, desk.market.timeframes?.[0] ?? '1m', { limit: 1 })
      .catch(orUndefined('newest bar')),
  ]);
  return {
    instrument: desk.market.instruments.get(instrument),
    quote: desk.market.quote(instrument),
    book,
    bar: bars?.at(-1),
  };
}
