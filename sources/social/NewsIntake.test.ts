import { expect, test } from 'vitest';
import type { NewsItem } from '../../domain/NewsItem.ts';
import { memoryNews } from './memoryNews.fixture.ts';
import { NewsIntake } from './NewsIntake.ts';

const at = Date.UTC(2026, 0, 2);
const hour = 3_600_000;
const item = (n: number, title: string, over: Partial<NewsItem> = {}): NewsItem => ({
  ...{
    id: `NWS-${String(n).padStart(16, '0')}`,
    kind: 'news',
    source: `s${n}`,
    sourceName: `Source ${n}`,
    also: [],
  },
  ...{
    untrustedTitle: title,
    untrustedSummary: '',
    url: `https://a.example/${n}`,
    language: 'en',
    assets: [],
  },
  ...{ publishedAt: at, fetchedAt: at + hour, ...over },
});
const hack = 'Exchange halts withdrawals after hot wallet loses 80 million dollars';

test('default: each address once, and nearly the same text from elsewhere beside it', async () => {
  const store = memoryNews();
  const intake = new NewsIntake(store);
  const items = [item(1, hack), item(2, `${hack}, it says`), item(3, 'Fund buys more coins than it sells')];
  expect(await intake.take(items)).toEqual({ added: 2, merged: 1, changed: 0 });
  const stored = await store.recent(10, 'news');
  expect(stored.map(({ id, also }) => [id.at(-1), also.map((other) => other.source)])).toEqual([
    ['3', []],
    ['1', ['s2']],
  ]);
});

test('behavior: taking the same again changes nothing, also after a restart', async () => {
  const store = memoryNews();
  const items = [item(1, hack), item(2, `${hack}, it says`)];
  const intake = new NewsIntake(store);
  await intake.take(items);
  const before = await store.recent(10, 'news');
  const nothing = { added: 0, merged: 0, changed: 0 };
  expect(await intake.take(items)).toEqual(nothing);
  expect(await new NewsIntake(store).take(items)).toEqual(nothing);
  expect(await store.recent(10, 'news')).toEqual(before);
});

test('behavior: a text that was edited is kept anew, with the times that it had', async () => {
  const store = memoryNews();
  const intake = new NewsIntake(store);
  await intake.take([item(1, hack)]);
  const edited = item(1, 'Exchange resumes withdrawals', { publishedAt: at + 1, fetchedAt: at + 2 * hour });
  expect(await intake.take([edited])).toMatchObject({ changed: 1 });
  expect(await store.get(edited.id)).toEqual({ ...edited, publishedAt: at, fetchedAt: at + hour });
});

test('behavior: the same words days later are news, and what is a week old is none', async () => {
  const store = memoryNews();
  const intake = new NewsIntake(store);
  await intake.take([item(1, hack)]);
  const later = { publishedAt: at + 72 * hour, fetchedAt: at + 72 * hour };
  expect(await intake.take([item(2, hack, later)])).toMatchObject({ added: 1 });
  expect(await intake.take([item(3, 'Old words', { fetchedAt: at + 200 * hour })])).toMatchObject({
    added: 0,
  });
});

test('error: what could not be kept is taken the next time', async () => {
  const store = memoryNews();
  const intake = new NewsIntake(store);
  const put = store.put;
  store.put = async () => Promise.reject(new Error('disk full'));
  await expect(intake.take([item(1, hack)])).rejects.toThrow('disk full');
  store.put = put;
  expect(await intake.take([item(1, hack)])).toMatchObject({ added: 1 });
});

test('behavior: a post with the words of news is no news of its own, and news that was posted first stays news', async () => {
  const store = memoryNews();
  const intake = new NewsIntake(store);
  const post = { kind: 'post' as const };
  expect(await intake.take([item(1, hack, post), item(2, hack), item(3, hack, post)])).toEqual({
    ...{ added: 2, merged: 1, changed: 0 },
  });
  expect((await store.recent(10, 'news')).map(({ id }) => id.at(-1))).toEqual(['2']);
  expect(await new NewsIntake(store).take([item(4, hack, post)])).toMatchObject({ merged: 1 });
});
