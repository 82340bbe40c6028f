import { expect, test } from 'vitest';
import { BucketMap } from './BucketMap.ts';

const keys = Array.from({ length: 600 }, (_, index) => `PRP-${String((index * 7) % 600).padStart(8, '0')}`);
const full = keys.reduce((map, key, index) => map.with(key, index), BucketMap.empty<number>());

test('default', () => {
  const map = BucketMap.empty<number>().with('b', 2).with('a', 1).with('b', 3);
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, 3, undefined]);
  expect(map.entries()).toEqual([
    ['a', 1],
    ['b', 3],
  ]);
});

test('behavior: many keys keep their own values, and come sorted', () => {
  expect(keys.map((key) => full.get(key))).toEqual(keys.map((_, index) => index));
  expect(full.entries().map(([key]) => key)).toEqual([...keys].sort());
});

test('behavior: keys that end alike are still different keys', () => {
  const map = BucketMap.empty<number>().with('x-00000001', 1).with('y-00000001', 2);
  expect([map.get('x-00000001'), map.get('y-00000001')]).toEqual([1, 2]);
});

test('behavior: a value that is taken out is gone there, and stays in the map before', () => {
  const gone = keys.reduce((map, key) => map.with(key, undefined), full);
  expect(gone.entries()).toEqual([]);
  expect(full.entries()).toHaveLength(600);
  expect(BucketMap.empty<number>().with('a', undefined).entries()).toEqual([]);
});
