import { drawExtremes, type UnitBar } from './expandBar.ts';
import type { GeneratedSymbol } from './GeneratedSymbol.ts';
import { drawRegime, type Regime } from './regimes.ts';
import { seededRandom } from './seededRandom.ts';

/** Open of the first day (a Monday): far enough back for 1,000 weeks of history. */
export const firstDay = Date.UTC(2000, 0, 3);

/** Daily bars of all symbols since `firstDay`, in whole ticks and steps. */
export type DailyWalk = {
  /** Bar of the `index`-th day since `firstDay`; days before it do not exist. */
  day(symbol: number, index: number): UnitBar | undefined;
};

/** Share of the distance to its level that a price gives back in a day. */
const reversion = 0.03;
/** GARCH(1,1) of the market's variance around 1 (Bollerslev 1986). */
const garch = { constant: 0.06, shock: 0.1, memory: 0.84 };
const regimePersistence = 0.93;
const jump = { probability: 0.015, factor: 2.5 };

/**
 * The slow part of the generated market: mean-reverting log prices under regimes and GARCH volatility, driven
 * by one common factor. Walked once from `firstDay`, then remembered; everything below a day is derived from it
 * without history.
 */
export function createDailyWalk(
  seed: number,
  symbols: readonly (GeneratedSymbol & { priceDecimals: number; quantityDecimals: number })[],
): DailyWalk {
  const bars: UnitBar[][] = symbols.map(() => []);
  const distances = symbols.map((_, index) => 0.08 * seededRandom(seed, 1, index).normal());
  let variance = 1;
  let regime: Regime = drawRegime(seededRandom(seed, 2));
  let walked = 0;

  function walkDay(): void {
    const market = seededRandom(seed, 3, walked);
    if (market.uniform() > regimePersistence) regime = drawRegime(market);
    const jumps = market.uniform() < jump.probability ? jump.factor : 1;
    const shock = market.normal() * jumps;
    for (const [index, symbol] of symbols.entries()) {
      const own = seededRandom(seed, 4, index, walked);
      const sigma = symbol.dailyVolatility * Math.sqrt(variance) * regime.spread;
      const correlated =
        symbol.marketCorrelation * shock + Math.sqrt(1 - symbol.marketCorrelation ** 2) * own.normal();
      const before = distances[index] ?? 0;
      const after = before * (1 - reversion) + sigma * (correlated + regime.drift * 0.4);
      distances[index] = after;
      const volume =
        symbol.dailyVolume * (sigma / symbol.dailyVolatility) ** 0.6 * Math.exp(0.2 * own.normal());
      const open = bars[index]?.at(-1)?.close ?? priceUnits(symbol, before);
      const close = priceUnits(symbol, after);
      const [high, low] = drawExtremes(open, close, sigma, own);
      const quantity = Math.round(volume * 10 ** symbol.quantityDecimals);
      bars[index]?.push({ open, high, low, close, volume: quantity, sigma });
    }
    const standard = Math.sqrt(variance) * shock;
    variance = garch.constant + garch.shock * standard ** 2 + garch.memory * variance;
    walked += 1;
  }

  function day(symbol: number, index: number): UnitBar | undefined {
    while (walked <= index) walkDay();
    return bars[symbol]?.[index];
  }

  return { day };
}

function priceUnits(symbol: GeneratedSymbol & { priceDecimals: number }, distance: number): number {
  return Math.max(1, Math.round(symbol.level * Math.exp(distance) * 10 ** symbol.priceDecimals));
}
