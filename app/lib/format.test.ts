import { describe, expect, it } from 'vitest';
import { age, byStep, countdown, group, money, percent, plain, signOf } from './format.ts';

describe('format', () => {
  it('default', () => {
    expect(byStep('67240', '0.01')).toBe('67,240.00');
    expect(byStep('0.148', '0.00001')).toBe('0.14800');
    expect(money('-213.064')).toBe('−213.06');
    expect(percent('9.91')).toBe('9.91%');
  });

  it('behavior: decimals come from the step, whatever the size of the number', () => {
    expect(byStep('0.000000123', '0.00000001')).toBe('0.00000012');
    expect(byStep('1234567.5', '1')).toBe('1,234,568');
    expect(byStep('158.4', '0.010')).toBe('158.40');
  });

  it('behavior: a gain carries its plus, and what rounds to nothing carries no sign', () => {
    expect(money('12.5', { signed: true })).toBe('+12.50');
    expect(money('0.001', { signed: true })).toBe('0.00');
    expect(money('-0.001', { signed: true })).toBe('0.00');
    expect(percent('-0.6', { signed: true })).toBe('−0.60%');
    expect(percent(0.3)).toBe('0.30%');
  });

  it('behavior: only the whole part is grouped', () => {
    expect(group('1234567.1234567')).toBe('1,234,567.1234567');
    expect(plain('0.00100')).toBe('0.001');
    expect(signOf('-0')).toBe(0);
    expect(signOf('-0.01')).toBe(-1);
  });

  it('behavior: ages and countdowns never go below zero', () => {
    expect([age(-5), age(1400), age(14_000), age(180_000), age(7_200_000)]).toEqual([
      '0.0 s',
      '1.4 s',
      '14 s',
      '3 min',
      '2 h',
    ]);
    expect([countdown(272_000), countdown(-1), countdown(3_601_000), countdown(100)]).toEqual([
      '04:32',
      '00:00',
      '1:00:01',
      '00:01',
    ]);
  });

  it('error: a number that is none is not printed as one', () => {
    expect(() => money('NaN')).toThrow(RangeError);
    expect(() => byStep('1e3', '0.01')).toThrow(RangeError);
  });
});
