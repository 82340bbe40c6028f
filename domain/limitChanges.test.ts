import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../test/fixtures/openTestDesk.ts';
import { type Limits, limitKeys, limitsInForce, looserWhen } from './Limits.ts';
import { differences, stricterLimits, withValues } from './limitChanges.ts';

const base = defaultLimits();
const address = (digit: string) => `0x${digit.repeat(40)}`;
const pools: Readonly<Record<string, string[]>> = {
  instruments: ['BTC/USDT', 'ETH/USDT', 'SOL/USDT', 'XRP/USDT'],
  correlatedAssets: ['BTC+ETH', 'SOL', 'XRP+ADA'],
  chainIds: ['1', '10', '8453'],
  chainRouters: [address('1'), address('2')],
  chainTokens: [address('3'), address('4'), address('5')],
};

/** Any limits, as far as this arithmetic can tell them apart. */
const anyLimits: fc.Arbitrary<Limits> = fc
  .record(
    Object.fromEntries(
      limitKeys.map((key) => {
        const value = base[key];
        if (Array.isArray(value)) return [key, fc.subarray(pools[key] ?? [], { minLength: 1 })];
        if (typeof value === 'boolean') return [key, fc.boolean()];
        if (typeof value === 'string') return [key, fc.integer({ min: 1, max: 99_999 }).map(String)];
        const most = key === 'maxLeverageTimesEquity' ? 10 : key.includes('Percent') ? 100 : 1000;
        return [key, fc.integer({ min: 1, max: most })];
      }),
    ),
  )
  .map((values) => limitsInForce.parse(values));

function isLooser(key: keyof Limits, from: unknown, to: unknown): boolean {
  switch (looserWhen[key]) {
    case 'higher':
      return Number(to) > Number(from);
    case 'lower':
      return Number(to) < Number(from);
    case 'longer':
      return (to as string[]).some((member) => !(from as string[]).includes(member));
    case 'off':
      return from === true && to === false;
    case 'on':
      return from === false && to === true;
  }
}

describe('stricterLimits', () => {
  it('default: takes of each key what allows less', () => {
    const other = {
      ...base,
      maxOrderNotionalQuote: '9000',
      minOrderNotionalQuote: '5',
      maxOpenOrders: 30,
      cooldownAfterStopSeconds: 600,
      requireStop: false,
      instruments: limitsInForce.shape.instruments.parse(['ETH/USDT', 'XRP/USDT']),
    };
    expect(differences(base, stricterLimits(base, other))).toEqual([
      { key: 'instruments', from: base.instruments, to: ['ETH/USDT'] },
      { key: 'maxOrderNotionalQuote', from: '15000', to: '9000' },
      { key: 'cooldownAfterStopSeconds', from: 300, to: 600 },
    ]);
  });

  it('behavior: is never looser than either, whatever they are, and the same in both orders', () => {
    fc.assert(
      fc.property(anyLimits, anyLimits, (one, other) => {
        const strict = stricterLimits(one, other);
        for (const from of [one, other]) {
          for (const key of limitKeys) expect(isLooser(key, from[key], strict[key])).toBe(false);
        }
        expect(differences(strict, stricterLimits(other, one))).toEqual([]);
        expect(differences(strict, stricterLimits(strict, one))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('behavior: what is left to the looser set is looser in every key that it names', () => {
    fc.assert(
      fc.property(anyLimits, anyLimits, (inForce, configured) => {
        const strict = stricterLimits(inForce, configured);
        for (const { key, from, to } of differences(strict, configured)) {
          expect(isLooser(key, from, to)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('differences', () => {
  it('behavior: another notation of a number, or order of a list, is no difference', () => {
    const same = {
      ...base,
      maxOrderNotionalQuote: '15000.00',
      instruments: [...base.instruments].reverse(),
    };
    expect(differences(base, same)).toEqual([]);
  });
});

describe('withValues', () => {
  it('default: changes the named keys alone', () => {
    const other = { ...base, maxOpenOrders: 99, maxOrdersPerMinute: 99 };
    expect(differences(base, withValues(base, other, ['maxOpenOrders']))).toEqual([
      { key: 'maxOpenOrders', from: 20, to: 99 },
    ]);
  });
});
