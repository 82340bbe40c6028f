import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Decimal, decimal } from './decimal.ts';
import { Exact } from './Exact.ts';

/** Decimal strings of every size up to what one may have: short, at the edge of safe integers, and far beyond. */
const text = fc
  .tuple(
    fc.boolean(),
    fc.oneof(
      fc.bigInt({ min: 0n, max: 999_999n }),
      fc.bigInt({ min: 9_007_199_254_740_000n, max: 9_007_199_254_742_000n }),
      fc.bigInt({ min: 0n, max: 10n ** 24n }),
    ),
    fc.integer({ min: 0, max: 22 }),
  )
  .map(([negative, digits, scale]) => {
    const padded = String(digits).padStart(scale + 1, '0');
    const whole = padded.slice(0, padded.length - scale);
    const fraction = padded.slice(padded.length - scale);
    return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
  });
const plain = (value: Decimal) => (value.isZero() ? '0' : value.toString());

test('default', () => {
  const price = Exact.of('67240.50');
  expect(price.times(Exact.of('0.148')).toString()).toBe('9951.594');
  expect(price.minus(Exact.of('67240.5')).isZero()).toBe(true);
  expect(JSON.stringify({ price })).toBe('{"price":"67240.5"}');
});

test('behavior: a quotient is rounded once, to the side that was asked for, and written with as many places as asked', () => {
  // Enough digits that what is cut off is never taken for a half.
  const Wide = Decimal.clone({ precision: 400, rounding: Decimal.ROUND_DOWN });
  const ways = [
    [undefined, Decimal.ROUND_HALF_EVEN],
    ['up', Decimal.ROUND_CEIL],
    ['down', Decimal.ROUND_FLOOR],
  ] as const;
  fc.assert(
    fc.property(text, text, fc.integer({ min: 0, max: 8 }), (a, b, places) => {
      const [x, y] = [Exact.of(a), Exact.of(b)];
      for (const [rounding, mode] of ways) {
        expect(x.rounded(places, rounding).toString()).toBe(plain(new Wide(a).toDecimalPlaces(places, mode)));
        expect(x.toFixed(places, rounding)).toBe(
          plain(new Wide(a).toDecimalPlaces(places, mode)) === '0'
            ? new Wide(0).toFixed(places)
            : new Wide(a).toFixed(places, mode),
        );
        if (y.isZero()) continue;
        expect(Exact.quotient(x, y, places, rounding).toString()).toBe(
          plain(new Wide(a).div(b).toDecimalPlaces(places, mode)),
        );
      }
    }),
    { numRuns: 300 },
  );
  expect(['0.125', '0.135', '-0.125'].map((half) => Exact.of(half).toFixed(2))).toEqual([
    '0.12',
    '0.14',
    '-0.12',
  ]);
  expect(Exact.of('-0.001').toFixed(2)).toBe('0.00');
});

test('error: nothing is a share of zero', () => {
  expect(() => Exact.quotient(Exact.of('1'), Exact.zero, 2)).toThrow('Division by zero');
});

test('behavior: every operation gives what decimals of unlimited precision give', () => {
  // Wide enough that no decimal of this test is rounded.
  const Wide = Decimal.clone({ precision: 200 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [x, y] = [Exact.of(a), Exact.of(b)];
      const [p, q] = [new Wide(a), new Wide(b)];
      expect(x.toString()).toBe(plain(p));
      expect(x.plus(y).toString()).toBe(plain(p.plus(q)));
      expect(x.minus(y).toString()).toBe(plain(p.minus(q)));
      expect(x.times(y).toString()).toBe(plain(p.times(q)));
      expect(x.times(y).plus(x).minus(x.times(y)).toString()).toBe(plain(p));
      expect(x.neg().toString()).toBe(plain(p.neg()));
      expect(x.abs().toString()).toBe(plain(p.abs()));
      expect(Math.sign(x.compare(y))).toBe(p.comparedTo(q));
      expect([x.lessThan(y), x.atMost(y), x.greaterThan(y), x.atLeast(y), x.equals(y)]).toEqual([
        p.lt(q),
        p.lte(q),
        p.gt(q),
        p.gte(q),
        p.eq(q),
      ]);
      expect([x.isZero(), x.isNegative(), x.isPositive()]).toEqual([p.isZero(), p.lt(0), p.gt(0)]);
      expect(x.toDecimal().eq(decimal(a))).toBe(true);
      if (!q.isZero()) expect(x.isMultipleOf(y.abs())).toBe(p.mod(q).isZero());
    }),
    { seed: 7, numRuns: 3_000 },
  );
});

test('behavior: it is the same number however it was reached', () => {
  const ways = [
    Exact.of('1.50'),
    Exact.of('15').times(Exact.of('0.1')),
    Exact.of('3').minus(Exact.of('1.5')),
  ];
  for (const way of ways) expect([way.toString(), way.equals(Exact.of('1.5'))]).toEqual(['1.5', true]);
});

test('behavior: a number becomes its shortest decimal', () => {
  const values = [0, 5, -2, 0.5, 0.1, 1e-7, -0.0025, 123456.789];
  expect(values.map((value) => Exact.ofNumber(value).toString())).toEqual([
    '0',
    '5',
    '-2',
    '0.5',
    '0.1',
    '0.0000001',
    '-0.0025',
    '123456.789',
  ]);
});

test('behavior: a share for showing is the nearest number, at any size', () => {
  fc.assert(
    fc.property(text, (one) => {
      expect(Exact.of(one).toNumber()).toBe(Number(one) + 0);
    }),
  );
});

test('behavior: there is no negative zero', () => {
  const zeros = [Exact.of('-0'), Exact.of('-0.00'), Exact.zero.neg(), Exact.of('-1').times(Exact.zero)];
  for (const zero of zeros) expect([zero.toString(), zero.isNegative()]).toEqual(['0', false]);
});

test('error: it takes exactly the strings that a decimal takes', () => {
  const broken = [
    '',
    '-',
    '.',
    '1.',
    '.5',
    '01',
    '00',
    '-01',
    '1e5',
    '+1',
    '1,5',
    ' 1',
    'NaN',
    '1.2.3',
    '0x1',
  ];
  for (const refused of [...broken, '9'.repeat(65)]) {
    expect(() => decimal(refused)).toThrow(RangeError);
    expect(() => Exact.of(refused)).toThrow(RangeError);
  }
  fc.assert(
    fc.property(fc.stringMatching(/^[-.0-9]{0,8}$/), (any) => {
      const taken = (read: (text: string) => unknown) => {
        try {
          read(any);
          return true;
        } catch {
          return false;
        }
      };
      expect(taken(Exact.of)).toBe(taken(decimal));
    }),
    { seed: 7, numRuns: 2_000 },
  );
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => Exact.ofNumber(value)).toThrow(RangeError);
  expect(() => Exact.of('12x')).toThrow('Not a decimal number: "12x"');
});
