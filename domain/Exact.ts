import { Decimal, type DecimalString } from './decimal.ts';

const maxSafe = Number.MAX_SAFE_INTEGER;
const powers = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
const bigPowers = Array.from({ length: 140 }, (_, exponent) => 10n ** BigInt(exponent));

/** Which way a number is rounded; to the nearest, and a half to the even digit, where nothing is said. */
export type Rounding = 'up' | 'down';

/**
 * A decimal number for hot paths: an integer and how many of its digits stand behind the point. The integer is a
 * number while that is safe and a bigint beyond, so sums, differences, products and comparisons are exact at any
 * size and cost a few nanoseconds at ordinary ones. A quotient is rounded once, from the exact fraction.
 */
export class Exact {
  static readonly zero = new Exact(0, undefined, 0);
  /** The integer where it is safe, and `undefined` below; otherwise 0. */
  private readonly small: number;
  private readonly big: bigint | undefined;
  private readonly scale: number;

  private constructor(small: number, big: bigint | undefined, scale: number) {
    this.small = small;
    this.big = big;
    this.scale = scale;
  }

  /** Parses a decimal string. Throws `RangeError` on anything that `decimal` refuses. */
  static of(text: DecimalString): Exact {
    const { length } = text;
    if (length === 0 || length > 64) throw notDecimal(text);
    const negative = text.charCodeAt(0) === minus;
    const first = negative ? 1 : 0;
    let digits = 0;
    let point = -1;
    for (let index = first; index < length; index++) {
      const code = text.charCodeAt(index);
      if (code === dot && point < 0) point = index;
      else if (code < nought || code > nine) throw notDecimal(text);
      else digits = digits * 10 + (code - nought);
    }
    const whole = (point < 0 ? length : point) - first;
    const leadingZero = whole > 1 && text.charCodeAt(first) === nought;
    if (whole === 0 || leadingZero || point === length - 1) throw notDecimal(text);
    const scale = point < 0 ? 0 : length - point - 1;
    if (digits <= maxSafe) return new Exact(negative ? 0 - digits : digits, undefined, scale);
    return Exact.fromBig(BigInt(point < 0 ? text : text.slice(0, point) + text.slice(point + 1)), scale);
  }

  /** A finite number as its shortest decimal. Throws `RangeError` on any other. */
  static ofNumber(value: number): Exact {
    if (Number.isSafeInteger(value)) return new Exact(value + 0, undefined, 0);
    if (!Number.isFinite(value)) throw new RangeError(`Not a number: ${value}`);
    return Exact.of(new Decimal(value).toString());
  }

  private static fromBig(big: bigint, scale: number): Exact {
    return big <= maxSafe && big >= -maxSafe
      ? new Exact(Number(big), undefined, scale)
      : new Exact(0, big, scale);
  }

  static min(one: Exact, other: Exact): Exact {
    return other.lessThan(one) ? other : one;
  }

  static max(one: Exact, other: Exact): Exact {
    return other.greaterThan(one) ? other : one;
  }

  /** The share that a part is of a whole, with at most so many places. Throws `RangeError` where the whole is zero. */
  static quotient(part: Exact, whole: Exact, places: number, rounding?: Rounding): Exact {
    const shift = whole.scale + places - part.scale;
    const above = part.bigAt(part.scale) * powerOf(Math.max(0, shift));
    const below = whole.bigAt(whole.scale) * powerOf(Math.max(0, -shift));
    return Exact.fromBig(
      below < 0n ? divide(-above, -below, rounding) : divide(above, below, rounding),
      places,
    );
  }

  /** With at most so many places. */
  rounded(places: number, rounding?: Rounding): Exact {
    return this.scale <= places ? this : Exact.quotient(this, one, places, rounding);
  }

  plus(other: Exact): Exact {
    const scale = Math.max(this.scale, other.scale);
    if (this.big === undefined && other.big === undefined) {
      const mine = this.smallAt(scale);
      const theirs = other.smallAt(scale);
      const sum = mine + theirs;
      if (isSafe(mine) && isSafe(theirs) && isSafe(sum)) return new Exact(sum, undefined, scale);
    }
    return Exact.fromBig(this.bigAt(scale) + other.bigAt(scale), scale);
  }

  minus(other: Exact): Exact {
    const scale = Math.max(this.scale, other.scale);
    if (this.big === undefined && other.big === undefined) {
      const mine = this.smallAt(scale);
      const theirs = other.smallAt(scale);
      const difference = mine - theirs;
      if (isSafe(mine) && isSafe(theirs) && isSafe(difference))
        return new Exact(difference, undefined, scale);
    }
    return Exact.fromBig(this.bigAt(scale) - other.bigAt(scale), scale);
  }

  times(other: Exact): Exact {
    const scale = this.scale + other.scale;
    if (this.big === undefined && other.big === undefined) {
      const product = this.small * other.small;
      if (isSafe(product)) return new Exact(product + 0, undefined, scale);
    }
    return Exact.fromBig(this.bigAt(this.scale) * other.bigAt(other.scale), scale);
  }

  neg(): Exact {
    return this.big === undefined
      ? new Exact(0 - this.small, undefined, this.scale)
      : new Exact(0, -this.big, this.scale);
  }

  abs(): Exact {
    return this.isNegative() ? this.neg() : this;
  }

  /** Below zero, zero, or above zero, as this is less than, equal to or greater than the other. */
  compare(other: Exact): number {
    const scale = Math.max(this.scale, other.scale);
    if (this.big === undefined && other.big === undefined) {
      const mine = this.smallAt(scale);
      const theirs = other.smallAt(scale);
      if (isSafe(mine) && isSafe(theirs)) return mine - theirs;
    }
    const mine = this.bigAt(scale);
    const theirs = other.bigAt(scale);
    return mine < theirs ? -1 : mine > theirs ? 1 : 0;
  }

  equals(other: Exact): boolean {
    if (this.scale === other.scale && this.big === undefined && other.big === undefined)
      return this.small === other.small;
    return this.compare(other) === 0;
  }

  lessThan(other: Exact): boolean {
    return this.compare(other) < 0;
  }

  atMost(other: Exact): boolean {
    return this.compare(other) <= 0;
  }

  greaterThan(other: Exact): boolean {
    return this.compare(other) > 0;
  }

  atLeast(other: Exact): boolean {
    return this.compare(other) >= 0;
  }

  isZero(): boolean {
    return this.big === undefined && this.small === 0;
  }

  isNegative(): boolean {
    return this.big === undefined ? this.small < 0 : this.big < 0n;
  }

  isPositive(): boolean {
    return this.big === undefined ? this.small > 0 : this.big > 0n;
  }

  /** Whether it is a whole multiple of a step above zero. */
  isMultipleOf(step: Exact): boolean {
    const scale = Math.max(this.scale, step.scale);
    if (this.big === undefined && step.big === undefined) {
      const mine = this.smallAt(scale);
      const unit = step.smallAt(scale);
      if (isSafe(mine) && isSafe(unit) && unit > 0) return mine % unit === 0;
    }
    const unit = step.bigAt(scale);
    return unit > 0n && this.bigAt(scale) % unit === 0n;
  }

  toDecimal(): Decimal {
    return new Decimal(this.toString());
  }

  /** The nearest number; for comparing shares and showing them, never for money. */
  toNumber(): number {
    const power = powers[this.scale];
    return this.big === undefined && power !== undefined ? this.small / power : Number(this.toString());
  }

  /** The canonical decimal string, without zeros at its end. */
  toString(): DecimalString {
    const { whole, fraction } = this.digits();
    const left = fraction.replace(/0+$/, '');
    return left === '' ? whole : `${whole}.${left}`;
  }

  /** With exactly so many places. */
  toFixed(places: number, rounding?: Rounding): DecimalString {
    const { whole, fraction } = this.rounded(places, rounding).digits();
    return places === 0 ? whole : `${whole}.${fraction.padEnd(places, '0')}`;
  }

  toJSON(): DecimalString {
    return this.toString();
  }

  private digits(): { whole: string; fraction: string } {
    const digits = String(this.big ?? this.small)
      .replace('-', '')
      .padStart(this.scale + 1, '0');
    const point = digits.length - this.scale;
    return {
      whole: `${this.isNegative() ? '-' : ''}${digits.slice(0, point)}`,
      fraction: digits.slice(point),
    };
  }

  /** The integer at a larger scale; where it is not safe it is rounded. */
  private smallAt(scale: number): number {
    if (scale === this.scale || this.small === 0) return this.small;
    return this.small * (powers[scale - this.scale] ?? Number.POSITIVE_INFINITY);
  }

  private bigAt(scale: number): bigint {
    const big = this.big ?? BigInt(this.small);
    return scale === this.scale ? big : big * powerOf(scale - this.scale);
  }
}

const minus = 45;
const dot = 46;
const nought = 48;
const nine = 57;

/** Whether an integer is exact; one that was rounded never looks safe. */
function isSafe(integer: number): boolean {
  return integer <= maxSafe && integer >= -maxSafe;
}

/** An integer quotient, of something by something above zero. */
function divide(above: bigint, below: bigint, rounding: Rounding | undefined): bigint {
  if (below === 0n) throw new RangeError('Division by zero');
  // Towards zero, with a rest of the sign of what is divided.
  const [quotient, rest] = [above / below, above % below];
  if (rounding === 'up') return rest > 0n ? quotient + 1n : quotient;
  if (rounding === 'down') return rest < 0n ? quotient - 1n : quotient;
  const twice = rest < 0n ? rest * -2n : rest * 2n;
  const isAway = twice > below || (twice === below && quotient % 2n !== 0n);
  return isAway ? quotient + (rest < 0n ? -1n : 1n) : quotient;
}

function powerOf(exponent: number): bigint {
  return bigPowers[exponent] ?? 10n ** BigInt(exponent);
}

function notDecimal(text: string): RangeError {
  return new RangeError(`Not a decimal number: ${JSON.stringify(text.slice(0, 80))}`);
}

const one = Exact.of('1');
