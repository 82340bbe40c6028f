import type { Random } from './seededRandom.ts';

/** A bar in whole ticks of price and whole steps of volume. `sigma`: spread of its relative return. */
export type UnitBar = {
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  sigma: number;
};

/** What the children of a bar look like before they are bent to fit their parent; one entry per child. */
export type ChildShape = {
  /** Spread of each child's relative return. */
  sigma: Float64Array;
  /** Standard normal shock of each child. */
  shock: Float64Array;
  /** Expected relative return of each child. */
  drift: Float64Array;
  /** Relative share of the volume. */
  weight: Float64Array;
};

/**
 * Splits a bar into children that rebuild it exactly: the first opens at its open, the last closes at its
 * close, their extremes are its high and low, and their volumes add up. Each child opens where the one before
 * closed.
 */
export function expandBar(parent: UnitBar, shape: ChildShape, random: Random): UnitBar[] {
  const count = shape.sigma.length;
  const closes = bridge(parent, shape);
  fitIntoRange(closes, parent, shape, random);
  const volumes = splitWhole(parent.volume, shape.weight);
  const children: UnitBar[] = [];
  let open = parent.open;
  for (let index = 0; index < count; index += 1) {
    const close = index === count - 1 ? parent.close : (closes[index] ?? open);
    const sigma = shape.sigma[index] ?? 0;
    const [high, low] = drawExtremes(open, close, sigma, random);
    children.push({
      open,
      high: Math.min(high, parent.high),
      low: Math.max(low, parent.low),
      close,
      volume: volumes[index] ?? 0,
      sigma,
    });
    open = close;
  }
  touchExtremes(children, parent);
  return children;
}

/**
 * High and low of a stretch that starts at `open` and ends at `close`, in whole units: the exact distribution
 * of the maximum of a Brownian bridge, drawn by inversion (high and low taken as independent).
 */
export function drawExtremes(open: number, close: number, sigma: number, random: Random): [number, number] {
  const move = close - open;
  const variance = (sigma * open) ** 2;
  const up = (move + Math.sqrt(move * move - 2 * variance * Math.log(random.uniform()))) / 2;
  const down = (-move + Math.sqrt(move * move - 2 * variance * Math.log(random.uniform()))) / 2;
  const high = Math.max(open, close, Math.round(open + up));
  const low = Math.max(1, Math.min(open, close, Math.round(open - down)));
  return [high, low];
}

/** Splits a whole number by weights into whole parts that add up to it. */
export function splitWhole(total: number, weights: Float64Array): number[] {
  let sum = 0;
  for (const weight of weights) sum += weight;
  const parts: number[] = [];
  let passed = 0;
  let given = 0;
  for (const weight of weights) {
    passed += weight;
    const until = parts.length === weights.length - 1 ? total : Math.floor((total * passed) / sum);
    parts.push(until - given);
    given = until;
  }
  return parts;
}

/** Random steps, conditioned on ending at the parent's close. */
function bridge(parent: UnitBar, shape: ChildShape): Float64Array {
  const count = shape.sigma.length;
  const path = new Float64Array(count);
  let variance = 0;
  let end = 0;
  for (let index = 0; index < count; index += 1) {
    const spread = (shape.sigma[index] ?? 0) * parent.open;
    variance += spread * spread;
    end += (shape.drift[index] ?? 0) * parent.open + (shape.shock[index] ?? 0) * spread;
  }
  const gap = parent.close - parent.open - end;
  let price = parent.open;
  for (let index = 0; index < count; index += 1) {
    const spread = (shape.sigma[index] ?? 0) * parent.open;
    const share = variance > 0 ? (spread * spread) / variance : 1 / count;
    price += (shape.drift[index] ?? 0) * parent.open + (shape.shock[index] ?? 0) * spread + share * gap;
    path[index] = price;
  }
  return path;
}

/** Stretches what lies above and what lies below the straight line from open to close into [low, high]. */
function fitIntoRange(path: Float64Array, parent: UnitBar, shape: ChildShape, random: Random): void {
  const count = path.length;
  const typical = ((shape.sigma[count >> 1] ?? 0) * parent.open) / 2;
  const top = Math.max(parent.open, parent.close, parent.high - typical * random.uniform());
  const bottom = Math.min(parent.open, parent.close, parent.low + typical * random.uniform());
  const slope = (parent.close - parent.open) / count;
  let up = 3;
  let down = 3;
  for (let index = 0; index < count - 1; index += 1) {
    const line = parent.open + slope * (index + 1);
    const distance = (path[index] ?? line) - line;
    if (distance > 0) up = Math.min(up, (top - line) / distance);
    if (distance < 0) down = Math.min(down, (line - bottom) / -distance);
  }
  for (let index = 0; index < count - 1; index += 1) {
    const line = parent.open + slope * (index + 1);
    const distance = (path[index] ?? line) - line;
    const fitted = Math.round(line + distance * (distance > 0 ? up : down));
    path[index] = Math.max(parent.low, Math.min(parent.high, fitted));
  }
}

function touchExtremes(children: UnitBar[], parent: UnitBar): void {
  let highest = children[0];
  let lowest = children[0];
  for (const child of children) {
    if (highest === undefined || child.high > highest.high) highest = child;
    if (lowest === undefined || child.low < lowest.low) lowest = child;
  }
  if (highest !== undefined) highest.high = parent.high;
  if (lowest !== undefined) lowest.low = parent.low;
}
