import { readFeedAmount } from './readFeedAmount.ts';

type Levels = [price: string, quantity: string][];

/** Levels of each side that are looked at; what lies deeper fills no order of a sane size. */
const depth = 200;

/**
 * Reads a book as ccxt has it, best levels first; a sentence's end for one that cannot be: a price of 0, a price told
 * twice, best prices that cross, an empty side.
 */
export function readFeedBook(found: unknown): { bids: Levels; asks: Levels } | string {
  if (typeof found !== 'object' || found === null) return 'that is none';
  const sides: Record<string, unknown> = Object(found);
  const bids = readSide(sides.bids, (a, b) => b - a);
  const asks = readSide(sides.asks, (a, b) => a - b);
  if (typeof bids === 'string') return bids;
  if (typeof asks === 'string') return asks;
  const [bid] = bids;
  const [ask] = asks;
  if (bid === undefined || ask === undefined) return 'with an empty side';
  if (Number(bid[0]) >= Number(ask[0])) return `whose best prices cross (${bid[0]} bid, ${ask[0]} asked)`;
  return { bids, asks };
}

function readSide(found: unknown, order: (a: number, b: number) => number): Levels | string {
  if (!Array.isArray(found)) return 'without sides';
  const levels: Levels = [];
  for (const level of found.slice(0, depth) as unknown[]) {
    const [price, quantity] = Array.isArray(level) ? (level as unknown[]).map(readFeedAmount) : [];
    if (price === undefined || price === '0' || quantity === undefined) return 'with a level that is none';
    if (quantity !== '0') levels.push([price, quantity]);
  }
  levels.sort(([a], [b]) => order(Number(a), Number(b)));
  const twice = levels.some(([price], index) => price === levels[index + 1]?.[0]);
  return twice ? 'that tells a price twice' : levels;
}
