import { decimal } from '../../domain/decimal.ts';
import { VenueError } from '../VenueError.ts';
import type { DexMarket } from './DexMarket.ts';
import type { EvmNode } from './EvmNode.ts';
import { quoteSwap } from './quoteSwap.ts';
import { fromUnits, toUnits } from './units.ts';

/** Price and quantity, best first. */
export type Ladder = { bids: [string, string][]; asks: [string, string][] };

/** Each level offers as much as all before it together. */
const levels = 8;

/**
 * A pool as an order book: what the next piece of a larger and larger swap costs, the pool's fee included. The first
 * level is the market's `quoteSize`. A side ends where the pool can do no more.
 */
export async function readLadder(node: EvmNode, market: DexMarket): Promise<Ladder> {
  const [asks, bids] = await Promise.all([readSide(node, market, 'buy'), readSide(node, market, 'sell')]);
  if (asks.length > 0 && bids.length > 0) return { asks, bids };
  throw new VenueError(
    'evm.noLiquidity',
    `The pool of ${market.instrument} gives no price for ${market.quoteSize}.`,
  );
}

async function readSide(node: EvmNode, market: DexMarket, side: 'buy' | 'sell'): Promise<[string, string][]> {
  const { base, quote } = market;
  const first = toUnits(market.quoteSize, base.decimals, 'up');
  const ladder: [string, string][] = [];
  let before = { amount: 0n, value: 0n };
  for (let level = 0; level < levels; level += 1) {
    const amount = first << BigInt(level);
    const value = await otherAmount(node, market, side, amount);
    if (value === null) break;
    const piece = fromUnits(amount - before.amount, base.decimals);
    const cost = fromUnits(value - before.value, quote.decimals);
    if (decimal(cost).lte(0)) break;
    ladder.push([decimal(cost).div(piece).toSignificantDigits(12).toString(), piece]);
    before = { amount, value };
  }
  return ladder;
}

async function otherAmount(
  node: EvmNode,
  market: DexMarket,
  side: 'buy' | 'sell',
  amount: bigint,
): Promise<bigint | null> {
  try {
    return await quoteSwap(node, market, { side, exact: side === 'buy' ? 'out' : 'in', amount });
  } catch (cause) {
    if (cause instanceof VenueError && cause.code === 'evm.reverted') return null;
    throw cause;
  }
}
