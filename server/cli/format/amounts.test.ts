import { expect, it } from 'vitest';
import { amount, countdown, placesOf, signed } from './amounts.ts';
import { table } from './table.ts';

it.each([
  ['1234567.8901', undefined, '1,234,567.8901'],
  ['67240', 2, '67,240.00'],
  ['-0.5', undefined, '−0.5'],
  ['999', undefined, '999'],
  [
    '123456789012345678901234567890.123456789',
    undefined,
    '123,456,789,012,345,678,901,234,567,890.123456789',
  ],
])('default: amount %s', (value, places, text) => {
  expect(amount(value, places)).toBe(text);
});

it('behavior: a sign is always shown, except for nothing', () => {
  expect([signed('4.7'), signed('-4.7'), signed('0.00'), signed('-0.001', 2)]).toEqual([
    '+4.7',
    '−4.7',
    '0.00',
    '0.00',
  ]);
});

it('behavior: places come from the tick, and time runs out', () => {
  expect([placesOf('0.01000'), placesOf('1'), placesOf('0.00000001')]).toEqual([2, 0, 8]);
  expect([countdown(272_000, 0), countdown(999, 0), countdown(0, 1)]).toEqual(['04:32', '00:00', 'over']);
});

it('behavior: numbers stand under each other', () => {
  const rows = [
    { name: '▲ a', value: '1.00' },
    { name: 'bcd', value: '10,000.00' },
  ];
  expect(
    table(rows, [
      { title: 'NAME', value: (row) => row.name },
      { title: 'VALUE', align: 'right', value: (row) => row.value },
    ]),
  ).toEqual(['NAME      VALUE', '▲ a        1.00', 'bcd   10,000.00']);
});
