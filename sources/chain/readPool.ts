import { Contract, isError, type JsonRpcProvider } from 'ethers';
import { Decimal } from '../../domain/decimal.ts';
import { priceAtTick } from '../../domain/pool/priceAtTick.ts';
import { ChainError } from './ChainError.ts';
import type { ChainPool } from './ChainSource.ts';
import { describeToken, openToken } from './describeToken.ts';
import { plainUnits } from './plainUnits.ts';

const pairAbi = [
  'function token0() view returns (address)',
  'function token1() view returns (address)',
  'function getReserves() view returns (uint112, uint112, uint32)',
  'function price0CumulativeLast() view returns (uint256)',
];
const poolAbi = [
  'function slot0() view returns (uint160 sqrtPriceX96, int24 tick)',
  'function observe(uint32[] secondsAgos) view returns (int56[] tickCumulatives, uint160[] liquidity)',
];
/** Nodes keep the state of about 128 blocks. */
const mostBlocksBack = 120;
const digits = 12;

/** What there is of one token of the other, in smallest units: a fraction, as a decimal of sixty digits. */
type Raw = { spot: Decimal; mean: { price: Decimal; seconds: number } | null; reserves: [bigint, bigint] };
type At = { pool: string; seconds: number; block: number; blockTime: number };

/**
 * Reads a pool of the V2 or V3 kind at a block: what lies in it, its price now, and its mean over about so many seconds.
 *
 * @throws ChainError `chain.noPool` where the address is none of either kind.
 */
export async function readPool(
  provider: JsonRpcProvider,
  at: At,
): Promise<Omit<ChainPool, 'block' | 'blockTime'>> {
  const { pool, block } = at;
  const contract = new Contract(pool, [...pairAbi, ...poolAbi], provider);
  const first = String(await ask(contract, 'token0', block));
  const second = String(await ask(contract, 'token1', block));
  const raw = (await readPair(provider, contract, at)) ?? (await readConcentrated(provider, contract, at));
  if (!raw) throw noPool();
  const [token0, token1] = [
    { token: first, ...(await describeToken(openToken(provider, first))) },
    { token: second, ...(await describeToken(openToken(provider, second))) },
  ];
  const shift =
    token0.decimals === null || token1.decimals === null
      ? null
      : new Decimal(10).pow(token0.decimals - token1.decimals);
  const print = (price: Decimal) => shift && price.times(shift).toSignificantDigits(digits).toString();
  return {
    ...{ pool, token0, token1, kind: raw.kind },
    reserve0: plainUnits(raw.reserves[0], token0.decimals ?? 0),
    reserve1: plainUnits(raw.reserves[1], token1.decimals ?? 0),
    price: print(raw.spot),
    meanPrice: raw.mean && print(raw.mean.price),
    meanSeconds: raw.mean?.seconds ?? null,
  };
}

async function readPair(
  provider: JsonRpcProvider,
  pair: Contract,
  { block, blockTime, seconds }: At,
): Promise<(Raw & { kind: 'reserves' }) | undefined> {
  const now = await readCumulative(pair, block, blockTime);
  if (!now) return undefined;
  if (now.cumulative === null) throw new ChainError('chain.emptyPool', 'The pool is empty.');
  const earlier = await blockBefore(provider, { block, blockTime, seconds });
  const then = earlier && (await readCumulative(pair, earlier.block, earlier.blockTime));
  const over = earlier ? (blockTime - earlier.blockTime) / 1000 : 0;
  // A pool that held nothing then has no mean since.
  const sum =
    typeof then?.cumulative === 'bigint' ? BigInt.asUintN(256, now.cumulative - then.cumulative) : null;
  return {
    kind: 'reserves',
    reserves: now.reserves,
    spot: fraction(now.reserves[1], now.reserves[0]),
    mean: sum !== null && over > 0 ? { price: fraction(sum, 2n ** 112n).div(over), seconds: over } : null,
  };
}

/** The pair's running sum of its price as it is at the end of a block, null where it is empty; undefined for what is no pair. */
async function readCumulative(
  pair: Contract,
  block: number,
  blockTime: number,
): Promise<{ cumulative: bigint | null; reserves: [bigint, bigint] } | undefined> {
  const found = await askOrNone(pair, 'getReserves', block);
  const last = await askOrNone(pair, 'price0CumulativeLast', block);
  if (found === undefined || last === undefined) return undefined;
  const [reserve0, reserve1, since] = found as [bigint, bigint, bigint];
  if (reserve0 === 0n || reserve1 === 0n) return { cumulative: null, reserves: [reserve0, reserve1] };
  const elapsed = BigInt.asUintN(32, BigInt(blockTime / 1000) - since);
  return {
    reserves: [reserve0, reserve1],
    cumulative: BigInt(last as bigint) + ((reserve1 << 112n) / reserve0) * elapsed,
  };
}

async function readConcentrated(
  provider: JsonRpcProvider,
  pool: Contract,
  { block, seconds, pool: address }: At,
): Promise<(Raw & { kind: 'concentrated' }) | undefined> {
  const slot = await askOrNone(pool, 'slot0', block);
  if (slot === undefined) return undefined;
  const [root] = slot as [bigint];
  if (root === 0n) throw new ChainError('chain.emptyPool', 'The pool has no price yet.');
  const observed = await askOrNone(pool, 'observe', block, [seconds, 0]);
  const held = async (name: string): Promise<bigint> => {
    const token = openToken(provider, String(await ask(pool, name, block)));
    return BigInt((await askOrNone(token, 'balanceOf', block, address)) as bigint);
  };
  return {
    kind: 'concentrated',
    reserves: [await held('token0'), await held('token1')],
    spot: fraction(root * root, 2n ** 192n),
    mean: meanOf(observed, seconds),
  };
}

/** Null where the pool keeps no such record, or answers what none can. */
function meanOf(observed: unknown, seconds: number): Raw['mean'] {
  if (observed === undefined) return null;
  const [[then, now]] = observed as [[bigint, bigint]];
  const price = priceAtTick(new Decimal((now - then).toString()).div(seconds));
  return price ? { price: fraction(price.numerator, price.denominator), seconds } : null;
}

/** A block about so many seconds back, as far as nodes keep its state. */
async function blockBefore(
  provider: JsonRpcProvider,
  { block, blockTime, seconds }: { block: number; blockTime: number; seconds: number },
): Promise<{ block: number; blockTime: number } | undefined> {
  const back = Math.min(block, mostBlocksBack);
  const oldest = back > 0 ? await provider.getBlock(block - back) : null;
  if (!oldest) return undefined;
  const each = Math.max(0.1, (blockTime / 1000 - oldest.timestamp) / back);
  const wanted = Math.min(back, Math.max(1, Math.ceil(seconds / each)));
  const found = wanted === back ? oldest : await provider.getBlock(block - wanted);
  return found ? { block: found.number, blockTime: found.timestamp * 1000 } : undefined;
}

function fraction(dividend: bigint, divisor: bigint): Decimal {
  return new Decimal(dividend.toString()).div(divisor.toString());
}

async function ask(contract: Contract, name: string, block: number): Promise<unknown> {
  const answer = await askOrNone(contract, name, block);
  if (answer === undefined) throw noPool();
  return answer;
}

/** Undefined where the contract has no such function or refuses; a fault of the node stays one. */
async function askOrNone(
  contract: Contract,
  name: string,
  block: number,
  ...args: unknown[]
): Promise<unknown> {
  try {
    return await contract.getFunction(name)(...args, { blockTag: block });
  } catch (fault) {
    if (isError(fault, 'CALL_EXCEPTION') || isError(fault, 'BAD_DATA')) return undefined;
    throw fault;
  }
}

function noPool(): ChainError {
  return new ChainError('chain.noPool', 'There is no pool at this address that tells its price.');
}
