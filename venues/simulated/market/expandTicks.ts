import { splitWhole } from './expandBar.ts';
import type { Random } from './seededRandom.ts';

/** One trade inside a bar: time in ms since the bar opened, price in ticks, quantity in steps. */
export type UnitTick = { offset: number; price: number; quantity: number; takerSide: 'buy' | 'sell' };

type Shape = { open: number; high: number; low: number; close: number; volume: number };

/**
 * Walks a bar as a path of trades: the first at the open, the last at the close, touching high and low, the
 * quantities adding up to the volume. `offsets` (ascending, ms since open) says when; at least four are needed
 * for a bar whose extremes lie off its ends. With less volume than trades some quantities are zero: a quote
 * moved and nothing traded.
 */
export function expandTicks(bar: Shape, offsets: readonly number[], random: Random): UnitTick[] {
  const count = offsets.length;
  const prices = walk(bar, count, random);
  const weights = new Float64Array(count);
  for (let index = 0; index < count; index += 1) weights[index] = Math.exp(random.normal());
  // One step each first, so that a trade is a trade wherever the volume reaches for it.
  const reserved = bar.volume >= count ? 1 : 0;
  const quantities = splitWhole(bar.volume - reserved * count, weights);
  const ticks: UnitTick[] = [];
  let previous = bar.open;
  for (let index = 0; index < count; index += 1) {
    const price = prices[index] ?? bar.close;
    const rose = price === previous ? random.uniform() < 0.5 : price > previous;
    ticks.push({
      offset: offsets[index] ?? 0,
      price,
      quantity: (quantities[index] ?? 0) + reserved,
      takerSide: rose ? 'buy' : 'sell',
    });
    previous = price;
  }
  return ticks;
}

/** Random path through open, both extremes in a drawn order, and close. */
function walk(bar: Shape, count: number, random: Random): Float64Array {
  const path = new Float64Array(count);
  const spread = ((bar.high - bar.low) / Math.sqrt(count)) * 0.8;
  let from = 0;
  path[0] = bar.open;
  for (const [index, price] of anchors(bar, count, random)) {
    fillBetween(path, from, index, price, spread, bar, random);
    from = index;
  }
  return path;
}

function anchors(bar: Shape, count: number, random: Random): [number, number][] {
  const last = count - 1;
  const extremes: number[] = [];
  if (bar.high > Math.max(bar.open, bar.close)) extremes.push(bar.high);
  if (bar.low < Math.min(bar.open, bar.close)) extremes.push(bar.low);
  // A rising bar more often falls first: the extreme against its direction comes early.
  const lowFirst = random.uniform() < (bar.close >= bar.open ? 0.65 : 0.35);
  if (lowFirst) extremes.reverse();
  const found: [number, number][] = [];
  let from = 1;
  for (const [order, price] of extremes.entries()) {
    const until = last - (extremes.length - order);
    const share = extremes.length === 2 && order === 0 ? 0.5 : 1;
    const index = from + Math.floor(random.uniform() * (until - from + 1) * share);
    found.push([index, price]);
    from = index + 1;
  }
  if (last > 0) found.push([last, bar.close]);
  return found;
}

/** Brownian bridge between two points, kept inside the bar by reflection. */
function fillBetween(
  path: Float64Array,
  from: number,
  to: number,
  price: number,
  spread: number,
  bar: Shape,
  random: Random,
): void {
  let value = path[from] ?? price;
  for (let index = from + 1; index < to; index += 1) {
    const left = to - index + 1;
    value += (price - value) / left + spread * Math.sqrt((left - 1) / left) * random.normal();
    if (value > bar.high) value = 2 * bar.high - value;
    if (value < bar.low) value = 2 * bar.low - value;
    value = Math.max(bar.low, Math.min(bar.high, value));
    path[index] = Math.round(value);
  }
  path[to] = price;
}
