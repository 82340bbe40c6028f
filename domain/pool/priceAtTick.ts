import { Decimal } from '../decimal.ts';

/** A price as an exact fraction of two integers. */
export type Fraction = { numerator: bigint; denominator: bigint };

const denominator = 2n ** 128n;
const base = new Decimal('1.0001');
/** The outermost tick of a pool, either way. */
const outermost = 887_272;

/**
 * Price at a tick of a concentrated-liquidity pool: smallest units of its second token for one of its first, which is
 * 1.0001 to the power of the tick (Uniswap v3 whitepaper, section 6.1). The tick may be an average and then has a
 * fraction. Precise to at least 30 digits for prices from 10⁻³⁰ on. Undefined for a tick that no pool can have: a contract
 * may answer anything, and the price at its tick would not fit into memory.
 */
export function priceAtTick(tick: Decimal): Fraction | undefined {
  if (tick.abs().gt(outermost)) return undefined;
  const inverted = tick.isNegative();
  // Raised to a positive power and turned over, so that small prices keep their digits.
  const power = BigInt(base.pow(tick.abs()).times(denominator.toString()).toFixed(0));
  return inverted ? { numerator: denominator, denominator: power } : { numerator: power, denominator };
}
