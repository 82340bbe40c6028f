import { expect, it } from 'vitest';
import type { Bar } from '../../../domain/market.ts';
import { mergeBars } from './barSeries.ts';

const bar = (ts: number, close = '1'): Bar => ({ ts, open: '1', high: '2', low: '0.5', close, volume: '1' });

it('default', () => {
  expect(mergeBars([bar(1), bar(2)], [bar(3)])).toEqual([bar(1), bar(2), bar(3)]);
});

it('behavior: the open bar is replaced, not added', () => {
  expect(mergeBars([bar(1), bar(2)], [bar(2, '1.5')])).toEqual([bar(1), bar(2, '1.5')]);
});

it('behavior: bars stay ascending and unique when an older one is corrected', () => {
  expect(mergeBars([bar(1), bar(3)], [bar(2), bar(3, '9')])).toEqual([bar(1), bar(2), bar(3, '9')]);
});

it('behavior: an empty list takes what arrives', () => {
  expect(mergeBars([], [bar(5)])).toEqual([bar(5)]);
});
