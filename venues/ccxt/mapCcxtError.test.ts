import { describe, expect, test } from 'vitest';
import { faultMeanings, mapCcxtError } from './mapCcxtError.ts';

type Tree = { [name: string]: Tree };
const library = import.meta.resolve('ccxt');
const hierarchy: { default: Tree } = await import(new URL('./src/base/errorHierarchy.js', library).href);
const classes: Record<string, new (message: string) => Error> = await import(
  new URL('./src/base/errors.js', library).href
);

function namesOf(tree: Tree): string[] {
  return Object.entries(tree).flatMap(([name, below]) => [name, ...namesOf(below)]);
}

function make(name: string, message = 'binance said so'): Error {
  const Class = classes[name];
  if (Class === undefined) throw new Error(`ccxt has no class ${name}`);
  return new Class(message);
}

describe('mapCcxtError', () => {
  test('default: every error class of ccxt has its meaning, and no other name is listed', () => {
    const names = namesOf(hierarchy.default);
    expect(names.length).toBeGreaterThan(35);
    expect(Object.keys(faultMeanings).sort()).toEqual([...names].sort());
  });

  test('behavior: what may have reached the exchange is never certain', () => {
    for (const name of namesOf(hierarchy.default.BaseError?.OperationFailed ?? {})) {
      const certain = ['DDoSProtection', 'RateLimitExceeded', 'OnMaintenance', 'InvalidNonce'];
      expect([name, mapCcxtError(make(name)).meaning]).toEqual([
        name,
        certain.includes(name) ? 'retryLater' : 'unknown',
      ]);
    }
  });

  test.each([
    ['InsufficientFunds', 'rejected'],
    ['OrderImmediatelyFillable', 'rejected'],
    ['BadSymbol', 'rejected'],
    ['AuthenticationError', 'misconfigured'],
    ['PermissionDenied', 'misconfigured'],
    ['NotSupported', 'misconfigured'],
    ['DuplicateOrderId', 'unknown'],
    ['ExchangeError', 'unknown'],
  ])('behavior: %s is %s', (name, meaning) => {
    expect(mapCcxtError(make(name)).meaning).toBe(meaning);
  });

  test('behavior: a repeated client order id is unknown although the exchange calls it rejected', () => {
    const text = 'binance {"code":-2010,"msg":"Duplicate order sent."}';
    expect(mapCcxtError(make('InvalidOrder', text))).toEqual({
      meaning: 'unknown',
      code: '-2010',
      reason: 'Duplicate order sent.',
    });
  });

  test('behavior: a class that ccxt derives from a known one means the same', () => {
    const Known = classes.InvalidOrder ?? Error;
    class Derived extends Known {}
    expect(mapCcxtError(new Derived('x')).meaning).toBe('rejected');
  });

  test('behavior: faults that are not the exchange’s say nothing', () => {
    expect(mapCcxtError(new TypeError('x is not a function')).meaning).toBe('unknown');
    expect(mapCcxtError('boom')).toEqual({ meaning: 'unknown', code: 'unknown', reason: 'boom' });
  });
});

test('error: a message of any length is read, as far as it says something', () => {
  const fault = mapCcxtError(new Error(`binance {"code":-2010,"msg":"${'a'.repeat(30_000_000)}`));
  expect(fault).toMatchObject({ code: '-2010', meaning: 'unknown' });
  expect(fault.reason.length).toBeLessThanOrEqual(300);
});
