import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Decimal, decimal, isDecimalString, sum } from './decimal.ts';

/** An integer and how many of its digits stand behind the point: what a decimal string says, without any decimal. */
const parts = fc.record({
  digits: fc.bigInt({ min: -(10n ** 28n), max: 10n ** 28n }),
  scale: fc.integer({ min: 0, max: 18 }),
});
type Parts = { digits: bigint; scale: number };

function textOf({ digits, scale }: Parts): string {
  const negative = digits < 0n;
  const padded = String(negative ? -digits : digits).padStart(scale + 1, '0');
  const point = padded.length - scale;
  return `${negative ? '-' : ''}${padded.slice(0, point)}${scale === 0 ? '' : `.${padded.slice(point)}`}`;
}

/** The canonical string of a value of 36 places. */
function canonical(digits: bigint): string {
  const text = textOf({ digits, scale: 36 }).replace(/0+$/, '').replace(/\.$/, '');
  return text === '-0' ? '0' : text;
}
const at36 = ({ digits, scale }: Parts): bigint => digits * 10n ** BigInt(36 - scale);
const plain = (value: Decimal) => (value.isZero() ? '0' : value.toString());

test('default', () => {
  expect(decimal('67240.50').times(decimal('0.148')).toString()).toBe('9951.594');
  expect(sum(['0.1', '0.2', '-0.05']).toString()).toBe('0.25');
  expect(sum([]).toString()).toBe('0');
});

test('behavior: it counts as integers count, and prints no exponent', () => {
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      const [x, y] = [decimal(textOf(a)), decimal(textOf(b))];
      expect(plain(x)).toBe(canonical(at36(a)));
      expect(plain(x.plus(y))).toBe(canonical(at36(a) + at36(b)));
      expect(plain(x.minus(y))).toBe(canonical(at36(a) - at36(b)));
      const product = a.digits * b.digits * 10n ** BigInt(36 - a.scale - b.scale);
      expect(plain(x.times(y))).toBe(canonical(product));
      expect(x.comparedTo(y)).toBe(at36(a) < at36(b) ? -1 : at36(a) > at36(b) ? 1 : 0);
      for (const value of [x, x.times(y), x.times(y).times(decimal('0.000000000000000001'))]) {
        expect(value.toString()).toMatch(/^-?\d+(\.\d+)?$/);
      }
    }),
    { seed: 7, numRuns: 1_000 },
  );
});

test('behavior: a sum is the same in every order', () => {
  const terms = fc.array(parts, { maxLength: 6 });
  const shuffled = terms.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      expect(plain(sum(one.map(textOf)))).toBe(plain(sum(other.map(textOf))));
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('behavior: what it prints it reads again as the same number', () => {
  fc.assert(
    fc.property(parts, (value) => {
      const read = decimal(textOf(value));
      expect(isDecimalString(read.toString())).toBe(true);
      expect(decimal(read.toString()).equals(read)).toBe(true);
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('error: no exponent, comma, plus, gap, bare point or empty text is a decimal', () => {
  for (const text of [
    '',
    '1e5',
    '1,5',
    '+1',
    ' 1',
    '1 ',
    '.5',
    '1.',
    '01',
    '-',
    'NaN',
    'Infinity',
    '9'.repeat(65),
  ]) {
    expect(isDecimalString(text)).toBe(false);
    expect(() => decimal(text)).toThrow(RangeError);
  }
  expect(() => sum(['1', 'x'])).toThrow('Not a decimal number: "x"');
});
