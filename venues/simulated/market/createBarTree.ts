import type { DailyWalk } from './createDailyWalk.ts';
import { firstDay } from './createDailyWalk.ts';
import { type ChildShape, expandBar, type UnitBar } from './expandBar.ts';
import { expandTicks, type UnitTick } from './expandTicks.ts';
import type { GeneratedSymbol } from './GeneratedSymbol.ts';
import { drawRegime } from './regimes.ts';
import { seededRandom } from './seededRandom.ts';

/**
 * Levels of the tree from coarse to fine. `clustering`: spread of the log volatility; `jump`: how often a child
 * takes most of its parent's move.
 */
const levels = [
  { length: 86_400_000, children: 24, clustering: 0.4, jump: { probability: 0.02, factor: 2.5 } },
  { length: 3_600_000, children: 4, clustering: 0.3, jump: { probability: 0.02, factor: 3 } },
  { length: 900_000, children: 15, clustering: 0.4, jump: { probability: 0.004, factor: 6 } },
  { length: 60_000, children: 0, clustering: 0, jump: { probability: 0, factor: 1 } },
] as const;

/** Length in ms of the bars that the tree holds, from a day to a minute. */
export const treeLengths: readonly number[] = levels.map((level) => level.length);

/** Bars of one symbol at any time, each derived from its parent alone. */
export type BarTree = {
  /** Bar of `treeLengths[level]` that opens at `ts`; undefined before the market's first day. */
  bar(level: number, ts: number): UnitBar | undefined;
  /** Trades of the minute that opens at `ts`. */
  ticks(ts: number): readonly UnitTick[];
};

/** Number of neighbours over which log volatility is smoothed; this is what clusters it. */
const memory = 8;
const cacheSize = 4_096;

export function createBarTree(
  seed: number,
  symbol: GeneratedSymbol & { index: number },
  walk: DailyWalk,
): BarTree {
  const expanded = levels.map(() => new Map<number, readonly UnitBar[]>());
  const ticksOf = new Map<number, readonly UnitTick[]>();

  function bar(level: number, ts: number): UnitBar | undefined {
    if (ts < firstDay) return undefined;
    if (level === 0) return walk.day(symbol.index, Math.floor((ts - firstDay) / levels[0].length));
    const parent = levels[level - 1];
    const own = levels[level];
    if (parent === undefined || own === undefined) return undefined;
    const parentOpen = Math.floor(ts / parent.length) * parent.length;
    return children(level - 1, parentOpen)[Math.floor((ts - parentOpen) / own.length)];
  }

  function children(level: number, ts: number): readonly UnitBar[] {
    return remember(expanded[level], ts, () => {
      const parent = bar(level, ts);
      if (parent === undefined) return [];
      const random = seededRandom(seed, 10 + level, symbol.index, ts);
      return expandBar(parent, shapeChildren(level, ts, parent.sigma), random);
    });
  }

  function shapeChildren(level: number, ts: number, parentSigma: number): ChildShape {
    const { children: count, clustering, jump, length } = levels[level] ?? levels[0];
    const market = seededRandom(seed, 20 + level, ts);
    const own = seededRandom(seed, 30 + level, symbol.index, ts);
    const shape = emptyShape(count);
    const volatility = clusteredVolatility(level, Math.round(ts / (length / count)), count);
    const beta = symbol.marketCorrelation;
    for (let child = 0; child < count; child += 1) {
      const regime = level === 0 ? drawRegime(seededRandom(seed, 40, ts, child >> 2)) : undefined;
      const shock = market.normal();
      const jumps = market.uniform() < jump.probability || own.uniform() < jump.probability / 3;
      const factor =
        Math.exp(clustering * (volatility[child] ?? 0)) * (regime?.spread ?? 1) * (jumps ? jump.factor : 1);
      const sigma = (parentSigma / Math.sqrt(count)) * factor;
      shape.sigma[child] = sigma;
      shape.shock[child] = beta * shock + Math.sqrt(1 - beta * beta) * own.normal();
      shape.drift[child] = (regime?.drift ?? 0) * sigma;
      shape.weight[child] = factor ** 0.7 * Math.exp(0.3 * own.normal());
    }
    return shape;
  }

  /** Log volatility of the market (a moving average of shocks, so that neighbours are alike), unit variance. */
  function clusteredVolatility(level: number, first: number, count: number): Float64Array {
    const shocks: number[] = [];
    for (let index = first - memory + 1; index < first + count; index += 1) {
      shocks.push(seededRandom(seed, 50 + level, index).normal());
    }
    const smooth = new Float64Array(count);
    for (let child = 0; child < count; child += 1) {
      let sum = 0;
      for (let back = 0; back < memory; back += 1) sum += shocks[child + back] ?? 0;
      smooth[child] = sum / Math.sqrt(memory);
    }
    return smooth;
  }

  function ticks(ts: number): readonly UnitTick[] {
    return remember(ticksOf, ts, () => {
      const minute = bar(levels.length - 1, ts);
      if (minute === undefined) return [];
      const random = seededRandom(seed, 60, symbol.index, ts);
      const offsets: number[] = [];
      for (let second = 0; second < 60; second += 1) {
        const count = 1 + Math.floor(random.uniform() * 4);
        for (let place = 0; place < count; place += 1) {
          offsets.push(second * 1_000 + Math.floor(((place + random.uniform()) * 1_000) / count));
        }
      }
      return expandTicks(minute, offsets, random);
    });
  }

  return { bar, ticks };
}

/** Reads through a cache that forgets its oldest entries. */
function remember<T>(cache: Map<number, T> | undefined, key: number, make: () => T): T {
  const known = cache?.get(key);
  if (known !== undefined) return known;
  const made = make();
  if (cache !== undefined) {
    cache.set(key, made);
    if (cache.size > cacheSize) {
      const oldest = cache.keys().next();
      if (oldest.done !== true) cache.delete(oldest.value);
    }
  }
  return made;
}

function emptyShape(count: number): ChildShape {
  return {
    sigma: new Float64Array(count),
    shock: new Float64Array(count),
    drift: new Float64Array(count),
    weight: new Float64Array(count),
  };
}
