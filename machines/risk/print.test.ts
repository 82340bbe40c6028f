import { expect, test } from 'vitest';
import { Exact } from '../../domain/Exact.ts';
import {
  assetsOf,
  percentOf,
  printCount,
  printMoney,
  printPercent,
  printPrice,
  printQuantity,
  printSeconds,
  printTimes,
  storedDecimal,
} from './print.ts';

test('default', () => {
  expect(printPercent(Exact.of('9.9142'))).toBe('9.91%');
  expect(printMoney(Exact.of('1234567.891'), 'USDT')).toBe('1,234,567.89 USDT');
  expect(printQuantity(Exact.of('0.1480'), 'BTC')).toBe('0.148 BTC');
  expect(printPrice(Exact.of('67240.5'))).toBe('67,240.5');
  expect(printSeconds(1_449)).toBe('1.4 s');
  expect(printCount(1, 'order')).toBe('1 order');
  expect(printCount(2, 'order')).toBe('2 orders');
});

test('behavior: thousands are separated at any length, and only before the point', () => {
  const texts = ['0', '12', '999', '1000', '12345.6', '123456', '1234567.0001', '-1000', '-123456.5'];
  expect(texts.map((text) => printPrice(Exact.of(text)))).toEqual([
    ...['0', '12', '999', '1,000', '12,345.6', '123,456', '1,234,567.0001', '−1,000', '−123,456.5'],
  ]);
});

test('behavior: a true minus sign, and never a negative zero', () => {
  expect(printPercent(Exact.of('-0.6'))).toBe('−0.60%');
  expect(printPercent(Exact.of('-0.001'))).toBe('0.00%');
});

test('behavior: rounds towards the side that was asked for', () => {
  expect(printPercent(Exact.of('10.001'), 'up')).toBe('10.01%');
  expect(printPercent(Exact.of('-2.001'), 'down')).toBe('−2.01%');
});

test('behavior: a half is rounded to the even digit, and whole numbers are grouped too', () => {
  expect([printPercent(Exact.of('0.125')), printPercent(Exact.of('0.135'))]).toEqual(['0.12%', '0.14%']);
  expect([printTimes(Exact.of('1.255')), printTimes(Exact.of('1.251'), 'up')]).toEqual(['1.26 ×', '1.26 ×']);
  expect(printMoney(Exact.of('-1234.5'), 'USDT', 'up')).toBe('−1,234.50 USDT');
  expect([printPrice(Exact.of('100')), printPrice(Exact.of('1000000'))]).toEqual(['100', '1,000,000']);
  expect([printCount(0, 'loss', 'losses'), printCount(1, 'loss', 'losses')]).toEqual(['0 losses', '1 loss']);
});

test('behavior: a share of nothing is none', () => {
  const eighth = percentOf(Exact.of('1'), Exact.of('8'));
  expect(eighth && [storedDecimal(eighth, 4), printPercent(eighth), printTimes(eighth, 'up')]).toEqual([
    ...['12.5', '12.50%', '12.50 ×'],
  ]);
  expect(percentOf(Exact.of('1'), Exact.zero)).toBeUndefined();
});

test('behavior: an instrument is its two assets', () => {
  expect(assetsOf('BTC/USDT')).toEqual({ base: 'BTC', quote: 'USDT' });
});

test('behavior: stored decimals are canonical', () => {
  expect(storedDecimal(Exact.of('1.50000000049'), 8)).toBe('1.5');
  expect([storedDecimal(Exact.of('0.125'), 2), storedDecimal(Exact.of('0.135'), 2)]).toEqual([
    '0.12',
    '0.14',
  ]);
});
