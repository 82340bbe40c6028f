import { Exact } from '../../domain/Exact.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import { assetsOf } from './print.ts';
import type { RiskAccount } from './RiskInput.ts';
import { type Buys, noBuys } from './sums/buys.ts';
import { partOf } from './sums/partOf.ts';

/** What is held or may still be bought, in quote units, before the order under assessment. */
export type Exposure = {
  /** Undefined when something in it has no price. */
  value: Exact | undefined;
  /** The first thing without a price. */
  unpriced: InstrumentId | undefined;
};

type Market = { account: RiskAccount; instrument: InstrumentId; mid: Exact };

const zero = Exact.zero;

/**
 * Exposures of an account. Open buys count at their worst price, unknown ones included; sells do not count, since on
 * a spot account they can only make it smaller and may never fill.
 */
export type Exposures = {
  position(): Exposure;
  gross(): Exposure;
  asset(asset: string): Exposure;
  venue(venue: string): Exposure;
  /** Of one proposer: the holdings that came from its entries, and its open buys. */
  proposer(name: string): Exposure;
};

export function exposuresOf(market: Market): Exposures {
  const { account, instrument } = market;
  const prices = new Map<InstrumentId, Exact>();
  for (const holding of account.holdings) {
    if (holding.price !== undefined) prices.set(holding.instrument, Exact.of(holding.price));
  }
  prices.set(instrument, market.mid);
  const held = account.holdings.map((holding) => {
    const { instrument: of, venue } = holding;
    const quantity = Exact.of(holding.quantity);
    return { instrument: of, venue, quantity, value: worthOf(quantity, prices.get(of)) };
  });
  type Held = (typeof held)[number];

  const total = (isMeant: (holding: Held) => boolean, buys: readonly Buys[]): Exposure => {
    let value: Exact | undefined = zero;
    let unpriced: InstrumentId | undefined;
    const add = (of: InstrumentId | undefined, more: Exact | undefined) => {
      if (more === undefined) unpriced ??= of;
      value = more === undefined ? undefined : value?.plus(more);
    };
    for (const holding of held) if (isMeant(holding)) add(holding.instrument, holding.value);
    for (const part of buys) {
      if (!part.priced.isZero()) add(undefined, part.priced);
      for (const [of, quantity] of part.unpriced) add(of, worthOf(quantity, prices.get(of)));
    }
    return { value, unpriced };
  };

  return {
    position: () =>
      total((holding) => holding.instrument === instrument, [buysOfInstrument(account, instrument)]),
    gross: () => total(() => true, [account.orders.buys]),
    asset(asset) {
      const buys: Buys[] = [];
      for (const [of, sums] of account.orders.instruments)
        if (assetsOf(of).base === asset) buys.push(sums.buys);
      return total((holding) => assetsOf(holding.instrument).base === asset, buys);
    },
    venue: (venue) =>
      total((holding) => holding.venue === venue, [account.orders.buysAt.get(venue) ?? noBuys]),
    proposer(name) {
      const open = total(() => false, [account.orders.buysOf.get(name) ?? noBuys]);
      return held.reduce<Exposure>((sum, holding) => {
        const share = shareOf(account, holding, name);
        if (share.isZero()) return sum;
        const value = worthOf(share, prices.get(holding.instrument));
        return {
          value: value === undefined ? undefined : sum.value?.plus(value),
          unpriced: sum.unpriced ?? (value === undefined ? holding.instrument : undefined),
        };
      }, open);
    },
  };
}

function buysOfInstrument(account: RiskAccount, instrument: InstrumentId): Buys {
  return account.orders.instruments.get(instrument)?.buys ?? noBuys;
}

/** What of a holding came from a proposer's entries; less where less is held than was ever bought. */
function shareOf(
  { holders }: RiskAccount,
  holding: { instrument: InstrumentId; quantity: Exact },
  name: string,
): Exact {
  const shares = holders.get(holding.instrument);
  const own = shares?.get(name);
  if (shares === undefined || own === undefined) return zero;
  let whole = zero;
  for (const share of shares.values()) whole = whole.plus(share);
  return whole.greaterThan(holding.quantity) ? partOf(own.times(holding.quantity), whole) : own;
}

function worthOf(quantity: Exact, price: Exact | undefined): Exact | undefined {
  return quantity.isZero() ? quantity : price?.times(quantity);
}
