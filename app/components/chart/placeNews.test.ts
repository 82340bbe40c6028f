import { expect, test } from 'vitest';
import type { Bar } from '../../../domain/market.ts';
import type { NewsItem } from '../../../domain/NewsItem.ts';
import { placeNews } from './placeNews.ts';

const minute = 60_000;
const bars = [10, 11, 12].map(
  (n): Bar => ({ ts: n * minute, open: '1', high: '1', low: '1', close: '1', volume: '1' }),
);
const item = (id: string, publishedAt: number | null, fetchedAt = 12 * minute): NewsItem => ({
  ...{
    id,
    kind: 'news',
    source: 's',
    sourceName: 'S',
    untrustedTitle: id,
    untrustedSummary: '',
    url: 'https://a.example',
  },
  ...{ language: 'en', assets: [], publishedAt, fetchedAt, also: [] },
});
const ids = (placed: Map<number, NewsItem[]>) =>
  [...placed].map(([ts, found]) => [ts / minute, found.map(({ id }) => id)]);

test('default: each on the bar in which it came, newest first; by when it was read where it has no time', () => {
  const items = [item('a', 10.2 * minute), item('b', 10.9 * minute), item('c', null, 11.5 * minute)];
  expect(ids(placeNews(items, bars, (at) => at))).toEqual([
    [11, ['c']],
    [10, ['b', 'a']],
  ]);
});

test('behavior: news in the newest bar stays there, and what has no place is left out', () => {
  const items = [item('late', 19 * minute), item('early', 9 * minute)];
  expect(ids(placeNews(items, bars, (at) => at))).toEqual([[12, ['late']]]);
  expect(placeNews(items, bars, () => null).size).toBe(0);
  expect(placeNews(items, [], (at) => at).size).toBe(0);
});
