import { type Amount, floorTo, greatest, one } from './amount.ts';
import type { SymbolRules } from './SymbolRules.ts';

/** How many price levels the market shows on each side of its book. */
export const levelsPerSide = 20;

/** Quantities stay as they are for this long (market time, ms) before the market's makers restate them. */
const restateMs = 5_000;

/** Quote value that stands at the best price, before noise; deeper levels hold more. */
const bestLevelValue = 15_000n * one;

/** The newest trade of the path, from which the book around it follows. */
export type LastTrade = {
  price: Amount;
  quantity: Amount;
  marketTime: number;
  takerSide: 'buy' | 'sell';
};

export type Level = { price: Amount; quantity: Amount };

/**
 * The market's own quotes around its newest trade, best first: the trade's price is the touch on the side that it
 * hit, the other touch lies one to three spacings away, and further levels lie on a fixed grid so that they stay
 * where they are while the price moves. Deterministic in rules, side and trade.
 */
export function syntheticLevels(rules: SymbolRules, side: 'bid' | 'ask', last: LastTrade): Level[] {
  const spacing = levelSpacing(rules, last.price);
  const period = Math.floor(last.marketTime / restateMs);
  const levels: Level[] = [];
  let price = touchPrice(rules, side, last);
  for (let depth = 0; depth < levelsPerSide && price > 0n; depth++) {
    levels.push({ price, quantity: quantityAt(rules, side, price, depth, period) });
    price = side === 'bid' ? floorTo(price - 1n, spacing) : floorTo(price + spacing, spacing);
  }
  return levels;
}

/** About half a basis point of the price, rounded down to 1, 2 or 5 times a power of ten, at least one tick. */
export function levelSpacing(rules: SymbolRules, price: Amount): Amount {
  const target = price / 20_000n;
  let power = rules.tick;
  while (power * 10n <= target) power *= 10n;
  for (const factor of [5n, 2n]) if (power * factor <= target) return power * factor;
  return power;
}

/** The price of the best level, without working out the others. */
export function touchPrice(rules: SymbolRules, side: 'bid' | 'ask', last: LastTrade): Amount {
  const hit = last.takerSide === 'buy' ? 'ask' : 'bid';
  if (side === hit) return last.price;
  const spacing = levelSpacing(rules, last.price);
  const gap =
    spacing * BigInt(1 + (noise(rules.symbol, last.price, Math.floor(last.marketTime / 1_000)) % 3));
  return side === 'bid' ? greatest(rules.tick, last.price - gap) : last.price + gap;
}

function quantityAt(
  rules: SymbolRules,
  side: 'bid' | 'ask',
  price: Amount,
  depth: number,
  period: number,
): Amount {
  const percent = BigInt(50 + (noise(rules.symbol + side, price, period) % 100));
  const value = (bestLevelValue * percent * BigInt(100 + 15 * depth)) / 10_000n;
  return greatest(rules.minQuantity, floorTo((value * one) / price, rules.step));
}

/** FNV-1a with a final mix: equal inputs give equal noise on every machine. */
function noise(text: string, price: Amount, period: number): number {
  let hash = 0x811c9dc5;
  const input = `${text}:${price}:${period}`;
  for (let i = 0; i < input.length; i++) {
    hash ^= input.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return hash >>> 0;
}
