import { type Decimal, decimal } from '../../domain/decimal.ts';
import { type Exposure, exposureOf } from './exposure.ts';
import { assetsOf, percentOf } from './print.ts';
import type { RiskHolding, RiskInput } from './RiskInput.ts';
import {
  entryFeeOf,
  notionalOf,
  type OwnSlippage,
  ownSlippage,
  stopFeeOf,
  stopNotionalOf,
  stopSlippage,
} from './tradeCosts.ts';

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
  mid(): Decimal | undefined;
  quantity(): Decimal;
  cap(): Decimal;
  stop(): Decimal | undefined;
  target(): Decimal | undefined;
  notional(): Decimal;
  equity(): Decimal | undefined;
  /** Share of equity in percent; undefined when equity is unknown or not positive. */
  percentOfEquity(value: Decimal): Decimal | undefined;
  holding(): RiskHolding | undefined;
  exposure(): Exposure | undefined;
  ownSlippage(): OwnSlippage | undefined;
  /** Entry fee, and the fee of leaving at the stop where there is one. */
  fees(): Decimal | undefined;
  /** Expected slippage of the stop where there is one, else of the order itself, in quote units. */
  slippage(): Decimal | undefined;
  /** Loss in quote units when bought at the cap and stopped out at the trigger, fees and slippage included. */
  riskAtStop(): Decimal | undefined;
};

/** Wraps an input for one assessment. What belongs to another instrument counts as missing. */
export function riskFacts(given: RiskInput): RiskFacts {
  const input = aboutInstrument(given);
  const { terms, quote, instrument, account, book } = input;
  const assets = assetsOf(terms.instrument);

  const mid = once(() => quote && decimal(quote.bid).plus(decimal(quote.ask)).div(2));
  const quantity = once(() => decimal(terms.quantity));
  const cap = once(() => decimal(terms.priceCap));
  const stop = once(() => (terms.stop === null ? undefined : decimal(terms.stop)));
  const equity = once(() => account && decimal(account.equity));
  const own = once(() => {
    const middle = mid();
    return book && middle && ownSlippage(terms, book, middle);
  });
  const fees = once(() => instrument && entryFeeOf(terms, instrument).plus(stopFeeOf(terms, instrument)));
  const slippage = once(() => {
    const middle = mid();
    if (book === undefined || middle === undefined) return undefined;
    if (terms.stop !== null) return stopSlippage(terms, book, middle)?.times(stopNotionalOf(terms));
    const expected = own();
    if (expected === undefined || expected.kind === 'rests') return decimal('0');
    return expected.fraction.times(expected.filled).times(middle);
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
    target: once(() => (terms.target === null ? undefined : decimal(terms.target))),
    notional: once(() => notionalOf(terms)),
    equity,
    percentOfEquity(value) {
      const whole = equity();
      return whole && percentOf(value, whole);
    },
    holding: once(() => account?.holdings.find((holding) => holding.instrument === terms.instrument)),
    exposure: once(() => {
      const middle = mid();
      return account && middle && exposureOf(account, terms.instrument, middle);
    }),
    ownSlippage: own,
    fees,
    slippage,
    riskAtStop: once(() => {
      const trigger = stop();
      const allFees = fees();
      const slip = slippage();
      if (trigger === undefined || allFees === undefined || slip === undefined) return undefined;
      return cap().minus(trigger).times(quantity()).plus(allFees).plus(slip);
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
