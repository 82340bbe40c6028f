import { CountersignError } from '../../../domain/CountersignError.ts';
import { decimalsOf } from '../../../domain/instrumentRules.ts';
import type { MarketBar, MarketTick, SimulatedMarket } from '../SimulatedMarket.ts';
import { barOpen, isInterval, shiftBar } from './barIntervals.ts';
import { type BarTree, createBarTree, treeLengths } from './createBarTree.ts';
import { createDailyWalk, firstDay } from './createDailyWalk.ts';
import type { UnitBar } from './expandBar.ts';
import { formatUnits } from './formatUnits.ts';
import { defaultSymbols, type GeneratedSymbol } from './GeneratedSymbol.ts';
import { seedKey } from './seededRandom.ts';

/** What decides an invented market entirely: the same values give the same prices at the same times. */
export type GeneratedMarketParams = { seed: number | string; symbols?: readonly GeneratedSymbol[] };

type Traded = GeneratedSymbol & { index: number; priceDecimals: number; quantityDecimals: number };

const minute = 60_000;

/**
 * An invented market: every price is a function of seed and time, so that it needs no history to start and has
 * walked on while nobody looked. Days follow a seeded walk since 2000-01-03; hours, quarters, minutes and trades
 * are bridged down from it, which makes bars of all lengths and the trades agree exactly. Market time is wall
 * time. Throws `CountersignError` for a symbol whose steps are not powers of ten.
 */
export function createGeneratedMarket(params: GeneratedMarketParams): SimulatedMarket {
  const seed = seedKey(params.seed);
  const symbols = (params.symbols ?? defaultSymbols).map(toTraded);
  const walk = createDailyWalk(seed, symbols);
  const bySymbol = new Map(symbols.map((s) => [s.symbol, { symbol: s, tree: createBarTree(seed, s, walk) }]));

  function* ticks(from: number, to: number): Iterable<MarketTick> {
    for (let open = Math.max(firstDay, barOpen('1m', from)); open <= to; open += minute) {
      const found: MarketTick[] = [];
      for (const { symbol, tree } of bySymbol.values()) {
        for (const tick of tree.ticks(open)) {
          const ts = open + tick.offset;
          if (ts <= from || ts > to) continue;
          found.push({
            symbol: symbol.symbol,
            ts,
            price: formatUnits(tick.price, symbol.priceDecimals),
            quantity: formatUnits(tick.quantity, symbol.quantityDecimals),
            takerSide: tick.takerSide,
          });
        }
      }
      // Stable: trades of one millisecond stay in the order of the symbols.
      yield* found.sort((a, b) => a.ts - b.ts);
    }
  }

  function bars(
    name: string,
    interval: string,
    range: { from?: number; to: number; limit: number },
  ): MarketBar[] {
    const traded = bySymbol.get(name);
    if (traded === undefined) throw unknown('market.unknownSymbol', 'symbol', name, [...bySymbol.keys()]);
    if (!isInterval(interval)) throw unknown('market.unknownInterval', 'bar interval', interval, []);
    let last = barOpen(interval, range.to);
    // A bar begins with its first trade, not with the clock.
    if (sumBars(traded.tree, last, shiftBar(interval, last, 1), range.to) === undefined) {
      last = shiftBar(interval, last, -1);
    }
    const earliest = Math.max(firstDay, range.from ?? shiftBar(interval, last, 1 - range.limit));
    let open = barOpen(interval, earliest);
    if (open < earliest) open = shiftBar(interval, open, 1);
    const found: MarketBar[] = [];
    while (open <= last && found.length < range.limit) {
      const next = shiftBar(interval, open, 1);
      const sum = sumBars(traded.tree, open, next, range.to);
      if (sum !== undefined) found.push(toMarketBar(open, sum, traded.symbol));
      open = next;
    }
    return found;
  }

  return {
    kind: 'generated',
    label: `generated market, seed ${params.seed}`,
    symbols: symbols.map(toPublicSymbol),
    marketTime: (wallNow) => wallNow,
    ticks,
    bars,
  };
}

/** Adds up [from, until) as known at `asOf`, in the largest pieces that are complete, down to single trades. */
function sumBars(tree: BarTree, from: number, until: number, asOf: number): UnitBar | undefined {
  let sum: UnitBar | undefined;
  let at = from;
  while (at < until && at <= asOf) {
    const level = treeLengths.findIndex(
      (length) => at % length === 0 && at + length <= until && at + length - 1 <= asOf,
    );
    if (level === -1) break;
    sum = join(sum, tree.bar(level, at));
    at += treeLengths[level] ?? minute;
  }
  if (at < until && at <= asOf) {
    for (const { offset, price, quantity } of tree.ticks(at)) {
      if (at + offset > asOf) break;
      sum = join(sum, { open: price, high: price, low: price, close: price, volume: quantity, sigma: 0 });
    }
  }
  return sum;
}

function join(sum: UnitBar | undefined, next: UnitBar | undefined): UnitBar | undefined {
  if (sum === undefined) return next === undefined ? undefined : { ...next };
  if (next === undefined) return sum;
  sum.high = Math.max(sum.high, next.high);
  sum.low = Math.min(sum.low, next.low);
  sum.close = next.close;
  sum.volume += next.volume;
  return sum;
}

function toMarketBar(ts: number, bar: UnitBar, symbol: Traded): MarketBar {
  const price = (units: number) => formatUnits(units, symbol.priceDecimals);
  return {
    ts,
    open: price(bar.open),
    high: price(bar.high),
    low: price(bar.low),
    close: price(bar.close),
    volume: formatUnits(bar.volume, symbol.quantityDecimals),
  };
}

function toTraded(symbol: GeneratedSymbol, index: number): Traded {
  for (const step of [symbol.priceTick, symbol.quantityStep]) {
    if (!/^(1|0\.0*1)$/.test(step)) {
      throw new CountersignError(
        'market.badStep',
        `The generated market needs steps that are powers of ten; ${symbol.symbol} has ${step}`,
      );
    }
  }
  return {
    ...symbol,
    index,
    priceDecimals: decimalsOf(symbol.priceTick),
    quantityDecimals: decimalsOf(symbol.quantityStep),
  };
}

function toPublicSymbol(symbol: Traded) {
  const { base, quote, priceTick, quantityStep, minQuantity, maxQuantity, minNotional } = symbol;
  return {
    symbol: symbol.symbol,
    base,
    quote,
    priceTick,
    quantityStep,
    minQuantity,
    maxQuantity,
    minNotional,
  };
}

function unknown(code: string, what: string, found: string, allowed: string[]): CountersignError {
  const hint = allowed.length > 0 ? `; it has ${allowed.join(', ')}` : '';
  return new CountersignError(code, `The market has no ${what} ${JSON.stringify(found)}${hint}`);
}
