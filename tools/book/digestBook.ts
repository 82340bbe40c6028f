import { type Decimal, decimal } from '../../domain/decimal.ts';
import type { EvidenceFigure } from '../../domain/Evidence.ts';
import { Exact } from '../../domain/Exact.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import { formatToStep, type Side } from '../../domain/instrumentRules.ts';
import type { Book } from '../../domain/market.ts';
import { depthWithin, walkBook } from '../../machines/risk/walkBook.ts';

type Level = Book['bids'][number];

/** Distances from the middle of the book at which its depth is told, in percent. */
const distances = ['0.1', '0.5', '1'] as const;

/** One side of a book. Depths in base units by their distance from the middle in percent. */
export type SideDigest = {
  best: string;
  bestQuantity: string;
  depth: Record<(typeof distances)[number], string>;
  /** How far the levels that were read reach, in percent; depths beyond it are at least what is told. */
  reachPercent: string;
};

/** What taking a quantity at once would give. Prices and money in quote units, quantities in base units. */
export type TakeDigest = {
  side: Side;
  quantity: string;
  filled: string;
  /** Whether the levels that were read hold the whole quantity. */
  complete: boolean;
  averagePrice: string;
  worstPrice: string;
  /** Of the average against the middle; positive costs. Fees are not in it. */
  slippagePercent: string;
  /** Of the filled part, at the taker's rate. */
  fee: string;
};

export type BookDigest = {
  mid: string;
  spreadPercent: string;
  bids: SideDigest;
  asks: SideDigest;
  /** Bids' share of the depth within 1%, in percent: 50 is even. */
  bidSharePercent: string | null;
  take: TakeDigest[];
};

/** Why a book says nothing of a price. */
export type UnusableBook = 'oneSided' | 'crossed' | 'disordered';

/** Describes a book; for a quantity, also what buying and selling it at once would cost. */
export function digestBook(
  { bids, asks }: Pick<Book, 'bids' | 'asks'>,
  instrument: Pick<Instrument, 'priceTick' | 'quantityStep' | 'takerFee'>,
  take?: { quantity: string; sides: readonly Side[] },
): BookDigest | UnusableBook {
  const [bid] = bids;
  const [ask] = asks;
  if (!bid || !ask) return 'oneSided';
  if (decimal(bid[0]).greaterThanOrEqualTo(decimal(ask[0]))) return 'crossed';
  if (!isOrdered(bids, 'sell') || !isOrdered(asks, 'buy')) return 'disordered';
  const mid = decimal(bid[0]).plus(decimal(ask[0])).div(2);
  const near = (levels: readonly Level[], side: Side) => depthAt(levels, side, mid, '1');
  const [below, above] = [near(bids, 'sell').toDecimal(), near(asks, 'buy').toDecimal()];
  const whole = below.plus(above);
  return {
    mid: formatToStep(mid.toString(), instrument.priceTick),
    spreadPercent: percent(decimal(ask[0]).minus(decimal(bid[0])), mid),
    bids: sideOf(bids, 'sell', mid),
    asks: sideOf(asks, 'buy', mid),
    bidSharePercent: whole.isZero() ? null : below.div(whole).times(100).toFixed(1),
    take: (take?.sides ?? []).map((side) => takeOf({ bids, asks }, { side, mid, instrument, ...take })),
  };
}

/** The digest's figures by name, for grounding what is said or proposed. */
export function bookFigures({ mid, bids, asks, spreadPercent, take }: BookDigest): EvidenceFigure[] {
  return [
    { name: 'mid', value: mid },
    { name: 'bid', value: bids.best },
    { name: 'ask', value: asks.best },
    { name: 'spreadPercent', value: spreadPercent },
    ...take.flatMap(({ side, averagePrice, slippagePercent }) => [
      { name: `${side}.averagePrice`, value: averagePrice },
      { name: `${side}.slippagePercent`, value: slippagePercent },
    ]),
  ];
}

function sideOf(levels: readonly Level[], side: Side, mid: Decimal): SideDigest {
  const [best = '0', bestQuantity = '0'] = levels[0] ?? [];
  const last = decimal(levels.at(-1)?.[0] ?? best);
  const depth = (distance: string) => depthAt(levels, side, mid, distance).toString();
  return {
    ...{ best, bestQuantity },
    depth: { '0.1': depth('0.1'), '0.5': depth('0.5'), '1': depth('1') },
    reachPercent: percent(last.minus(mid).abs(), mid),
  };
}

function depthAt(levels: readonly Level[], side: Side, mid: Decimal, distance: string): Exact {
  const away = mid.times(decimal(distance)).div(100);
  const worst = side === 'buy' ? mid.plus(away) : mid.minus(away);
  return depthWithin(levels, { side, worst: Exact.of(worst.toDecimalPlaces(18).toString()) });
}

function takeOf(
  { bids, asks }: Pick<Book, 'bids' | 'asks'>,
  params: {
    side: Side;
    quantity?: string;
    mid: Decimal;
    instrument: Pick<Instrument, 'priceTick' | 'takerFee'>;
  },
): TakeDigest {
  const { side, quantity = '0', mid, instrument } = params;
  const levels = side === 'buy' ? asks : bids;
  const walk = walkBook(levels, Exact.of(quantity));
  const filled = walk.filled.toDecimal();
  const average = filled.isZero() ? mid : walk.spent.toDecimal().div(filled);
  const cost = side === 'buy' ? average.minus(mid) : mid.minus(average);
  return {
    ...{ side, quantity, filled: filled.toString() },
    complete: filled.equals(decimal(quantity)),
    averagePrice: formatToStep(average.toString(), instrument.priceTick),
    worstPrice: worstOf(levels, quantity),
    slippagePercent: percent(cost, mid),
    fee: walk.spent.toDecimal().times(decimal(instrument.takerFee)).toFixed(2),
  };
}

function worstOf(levels: readonly Level[], quantity: string): string {
  let left = decimal(quantity);
  let worst = levels[0]?.[0] ?? '0';
  for (const [price, size] of levels) {
    if (!left.isPositive() || left.isZero()) break;
    worst = price;
    left = left.minus(decimal(size));
  }
  return worst;
}

/** `side`: what is taken from these levels; each is worse for it than the one before. */
function isOrdered(levels: readonly Level[], side: Side): boolean {
  return levels.every(([price, size], index) => {
    const before = levels[index - 1];
    if (!decimal(price).isPositive() || decimal(price).isZero() || decimal(size).isNegative()) return false;
    if (!before) return true;
    const step = decimal(price).minus(decimal(before[0]));
    return side === 'buy' ? step.greaterThan(0) : step.lessThan(0);
  });
}

function percent(part: Decimal, whole: Decimal): string {
  return part.div(whole).times(100).toFixed(3);
}
