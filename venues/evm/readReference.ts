import { Decimal } from '../../domain/decimal.ts';
import { priceAtTick } from '../../domain/pool/priceAtTick.ts';
import { VenueError } from '../VenueError.ts';
import { abi } from './abi.ts';
import { callView } from './callView.ts';
import type { DexMarket, UnitPrice } from './DexMarket.ts';
import type { EvmNode } from './EvmNode.ts';

/**
 * The price that a swap's bounds are taken from: another pool's reserves, or a pool's mean over time.
 *
 * @throws VenueError `evm.noReference` where it cannot tell, e.g. a pool that is younger than the time to average over.
 */
export async function readReference(
  node: EvmNode,
  market: Pick<DexMarket, 'base' | 'quote' | 'reference'>,
): Promise<UnitPrice> {
  const { reference } = market;
  return reference.kind === 'v2Pair'
    ? readReserves(node, market, reference.pair)
    : readMean(node, market, reference);
}

/** Reserves of a pair, each by its own token. */
export async function readReserves(
  node: EvmNode,
  { base, quote }: Pick<DexMarket, 'base' | 'quote'>,
  pair: string,
): Promise<UnitPrice> {
  const [token0] = await callView(node, abi.v2Pair, { to: pair, name: 'token0' });
  const [token1] = await callView(node, abi.v2Pair, { to: pair, name: 'token1' });
  const [reserve0, reserve1] = await callView(node, abi.v2Pair, { to: pair, name: 'getReserves' });
  const isFirst = sideOf(pair, { base, quote }, [String(token0), String(token1)]);
  const [inBase, inQuote] = isFirst ? [reserve0, reserve1] : [reserve1, reserve0];
  return positive(pair, { base: BigInt(inBase), quote: BigInt(inQuote) });
}

async function readMean(
  node: EvmNode,
  { base, quote }: Pick<DexMarket, 'base' | 'quote'>,
  { pool, seconds }: { pool: string; seconds: number },
): Promise<UnitPrice> {
  const [token0] = await callView(node, abi.v3Pool, { to: pool, name: 'token0' });
  const [token1] = await callView(node, abi.v3Pool, { to: pool, name: 'token1' });
  const isFirst = sideOf(pool, { base, quote }, [String(token0), String(token1)]);
  const [cumulatives] = await callView(node, abi.v3Pool, { to: pool, name: 'observe', args: [[seconds, 0]] });
  const [before, now] = cumulatives as [bigint, bigint];
  const price = priceAtTick(new Decimal((now - before).toString()).div(seconds));
  if (!price)
    throw new VenueError('evm.noReference', `The pool ${pool} answers a price that no pool can have.`);
  return isFirst
    ? positive(pool, { base: price.denominator, quote: price.numerator })
    : positive(pool, { base: price.numerator, quote: price.denominator });
}

function sideOf(
  pool: string,
  { base, quote }: Pick<DexMarket, 'base' | 'quote'>,
  tokens: readonly [string, string],
): boolean {
  const [first, second] = tokens.map((token) => token.toLowerCase());
  const wanted = [base.address.toLowerCase(), quote.address.toLowerCase()];
  if (first === wanted[0] && second === wanted[1]) return true;
  if (first === wanted[1] && second === wanted[0]) return false;
  throw new VenueError(
    'evm.noReference',
    `The pool ${pool} does not hold ${base.symbol} and ${quote.symbol} as configured, so it says nothing about their price.`,
  );
}

function positive(pool: string, price: UnitPrice): UnitPrice {
  if (price.base > 0n && price.quote > 0n) return price;
  throw new VenueError('evm.noReference', `The pool ${pool} is empty, so it says nothing about a price.`);
}
