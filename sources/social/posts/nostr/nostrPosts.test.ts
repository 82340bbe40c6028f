import { expect, test } from 'vitest';
import { virtualClock } from '../../../../test/fixtures/virtualClock.ts';
import { askOnce } from '../postServer.fixture.ts';
import { nostrPosts } from './nostrPosts.ts';
import type { NoteFilter } from './openRelay.ts';
import { signedEvent } from './relay.fixture.ts';

const now = 1_700_000_600_000;

function open(events: unknown[]) {
  const asked: NoteFilter[] = [];
  const clock = virtualClock(now);
  const relay = {
    ask: async (filter: NoteFilter) => {
      asked.push(filter);
      return events;
    },
  };
  return { asked, clock, fetch: nostrPosts({ hashtags: ['bitcoin'] }, { relay, clock }) };
}

test('default: signed notes of a day, and later those since the last time with a little overlap', async () => {
  const note = signedEvent('Bitcoin up');
  const { asked, clock, fetch } = open([note, { ...note, content: 'forged' }, 'junk']);
  const link = `https://njump.me/${note.id}`;
  expect(await askOnce(fetch)).toEqual({
    ...{ posts: [{ text: 'Bitcoin up', published: 1_700_000_000, link }], fault: undefined },
  });
  await clock.advance(3_600_000);
  await askOnce(fetch);
  expect(asked).toEqual([
    { kinds: [1], '#t': ['bitcoin'], since: now / 1000 - 86_400, limit: 100 },
    { kinds: [1], '#t': ['bitcoin'], since: now / 1000 - 900, limit: 100 },
  ]);
});

test('behavior: silence is no fault', async () => {
  expect(await askOnce(open([]).fetch)).toEqual({ posts: [], fault: undefined });
});

test('error: a relay that sends nothing but forgeries is a failing source', async () => {
  const { fetch } = open([{ ...signedEvent('a'), content: 'b' }]);
  expect(await askOnce(fetch)).toMatchObject({ posts: [], fault: { code: 'source.forged' } });
});
