import { Exact } from '../../domain/Exact.ts';
import { type Exposures, exposuresOf } from './exposure.ts';
import { instrumentNumbers } from './instrumentNumbers.ts';
import { assetsOf } from './print.ts';
import type { RiskHolding, RiskInput } from './RiskInput.ts';
import { type CountLimit, type NumericLimit, readCount, readLimit } from './readLimit.ts';
import type { Share } from './Share.ts';
import { type OwnSlippage, ownSlippage, stopSlippage } from './tradeCosts.ts';

/**
 * The input with the numbers that several checks and the card share, each worked out at most once.
 * A method answers `undefined` when the input for it is missing.
 */
export type RiskFacts = {
  /** As given, without what belongs to another instrument. */
  readonly input: RiskInput;
  /** On a spot account a sell can only make a position smaller. */
  readonly reduces: boolean;
  readonly base: string;
  readonly currency: string;
  /** Middle of bid and ask. */
  mid(): Exact | undefined;
  quantity(): Exact;
  cap(): Exact;
  stop(): Exact | undefined;
  target(): Exact | undefined;
  notional(): Exact;
  /** A limit of one number, parsed. Throws when it is none. */
  limit(key: NumericLimit): Exact;
  /** A limit that is a count or a time in seconds. Throws when it is no number. */
  count(key: CountLimit): number;
  equity(): Exact | undefined;
  /** The value as a share of equity; undefined when equity is unknown or not positive. */
  ofEquity(value: Exact | undefined): Share | undefined;
  holding(): RiskHolding | undefined;
  exposures(): Exposures | undefined;
  ownSlippage(): OwnSlippage | undefined;
  /** Fee of the order itself at its worst price, in quote units. */
  entryFee(): Exact | undefined;
  /** Entry fee, and the fee of leaving at the stop where there is one. */
  fees(): Exact | undefined;
  /** Expected slippage of the stop where there is one, else of the order itself, in quote units as a fraction. */
  slippage(): Share | undefined;
  /**
   * Loss in quote units when bought at the cap and stopped out at the trigger, fees and slippage included, as a
   * fraction.
   */
  riskAtStop(): Share | undefined;
};

const half = Exact.of('0.5');
const zero = Exact.zero;
const one = Exact.of('1');

/** Wraps an input for one assessment. What belongs to another instrument counts as missing. */
export function riskFacts(given: RiskInput): RiskFacts {
  const input = aboutInstrument(given);
  const { terms, quote, instrument, account, book } = input;
  const assets = assetsOf(terms.instrument);

  const mid = once(() => quote && Exact.of(quote.bid).plus(Exact.of(quote.ask)).times(half));
  const quantity = once(() => Exact.of(terms.quantity));
  const cap = once(() => Exact.of(terms.priceCap));
  const stop = once(() => (terms.stop === null ? undefined : Exact.of(terms.stop)));
  const notional = once(() => cap().times(quantity()));
  const equity = once(() => account && Exact.of(account.equity));
  const own = once(() => {
    const middle = mid();
    return book && middle && ownSlippage(terms, book, middle);
  });
  const entryFee = once(() => {
    if (instrument === undefined) return undefined;
    const { makerFee, takerFee } = instrumentNumbers(instrument);
    return notional().times(terms.postOnly ? makerFee : takerFee);
  });
  const fees = once(() => {
    const trigger = stop();
    if (instrument === undefined || trigger === undefined) return entryFee();
    return entryFee()?.plus(quantity().times(trigger).times(instrumentNumbers(instrument).takerFee));
  });
  const slippage = once(() => {
    const middle = mid();
    if (book === undefined || middle === undefined) return undefined;
    if (terms.stop !== null) return stopSlippage(terms, book, middle);
    const expected = own();
    return { part: expected === undefined || expected.kind === 'rests' ? zero : expected.cost, whole: one };
  });

  return {
    input,
    reduces: terms.side === 'sell',
    base: assets.base,
    currency: assets.quote,
    mid,
    quantity,
    cap,
    stop,
    target: once(() => (terms.target === null ? undefined : Exact.of(terms.target))),
    notional,
    limit: (key) => readLimit(input.limits, key),
    count: (key) => readCount(input.limits, key),
    equity,
    ofEquity(value) {
      const whole = equity();
      return value !== undefined && whole?.isPositive() ? { part: value, whole } : undefined;
    },
    holding: once(() => account?.holdings.find((holding) => holding.instrument === terms.instrument)),
    exposures: once(() => {
      const middle = mid();
      return account && middle && exposuresOf({ account, instrument: terms.instrument, mid: middle });
    }),
    ownSlippage: own,
    entryFee,
    fees,
    slippage,
    riskAtStop: once(() => {
      const trigger = stop();
      const allFees = fees();
      const slip = slippage();
      if (trigger === undefined || allFees === undefined || slip === undefined) return undefined;
      const loss = cap().minus(trigger).times(quantity()).plus(allFees);
      return { part: loss.times(slip.whole).plus(slip.part), whole: slip.whole };
    }),
  };
}

function aboutInstrument(input: RiskInput): RiskInput {
  const { terms, instrument, quote, book } = input;
  return {
    ...input,
    instrument: instrument?.id === terms.instrument ? instrument : undefined,
    quote: quote?.instrument === terms.instrument ? quote : undefined,
    book: book?.instrument === terms.instrument ? book : undefined,
  };
}

function once<T>(compute: () => T): () => T {
  let known: { value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
