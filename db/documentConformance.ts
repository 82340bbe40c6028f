import { describe, expect, it } from 'vitest';
import type { DocumentStore, StoredDocument } from './Repositories.ts';

const document = (id: string, at: number, text: string, over: Partial<StoredDocument> = {}) => ({
  id,
  group: 'g',
  at,
  text,
  body: { text, n: at },
  ...over,
});

/** What every document store must do; `open` gives an empty one for each test, which closes itself. */
export function documentConformance(open: () => Promise<AsyncDisposable & { store: DocumentStore }>): void {
  const using = (test: (store: DocumentStore) => Promise<void>) => async () => {
    await using opened = await open();
    await test(opened.store);
  };

  describe('documents', () => {
    it(
      'behavior: replaces by id, and keeps the collections apart',
      using(async (store) => {
        await store.put('evidence', document('1', 1, 'bitcoin price'));
        await store.put('evidence', document('1', 3, 'bitcoin last price'));
        await store.put('transcripts', document('1', 9, 'bitcoin'));
        expect(await store.get('evidence', '1')).toEqual(document('1', 3, 'bitcoin last price'));
        expect(await store.get('transcripts', '1')).toEqual(document('1', 9, 'bitcoin'));
        expect(await store.get('evidence', '2')).toBeUndefined();
      }),
    );

    it(
      'behavior: lists a group newest first, limited and before a time',
      using(async (store) => {
        for (const at of [1, 3, 2]) await store.put('evidence', document(String(at), at, 'x'));
        await store.put('evidence', document('4', 4, 'x', { group: 'other' }));
        const find = async (filter: object) => (await store.find('evidence', filter)).map(({ id }) => id);
        expect(await find({})).toEqual(['4', '3', '2', '1']);
        expect(await find({ group: 'g' })).toEqual(['3', '2', '1']);
        expect(await find({ group: 'g', limit: 2 })).toEqual(['3', '2']);
        expect(await find({ group: 'g', before: 3 })).toEqual(['2', '1']);
      }),
    );

    it(
      'behavior: finds by all words, whatever their case, order and quotes, and by their accents',
      using(async (store) => {
        await store.put('evidence', document('1', 1, 'bitcoin funding rate'));
        await store.put('evidence', document('2', 2, 'Last price of Bitcoin'));
        const find = async (text: string) => (await store.find('evidence', { text })).map(({ id }) => id);
        expect(await find('bitcoin')).toEqual(['2', '1']);
        expect(await find('BITCOIN price')).toEqual(['2']);
        expect(await find('ether')).toEqual([]);
        await store.put('evidence', document('3', 3, 'café "quoted" price'));
        await store.put('evidence', document('4', 4, 'cafe price'));
        expect(await find('  café ')).toEqual(['3']);
        expect(await find('"quoted" price')).toEqual(['3']);
        expect(await find('   ')).toEqual([]);
      }),
    );

    it(
      'behavior: keeps a document exactly, also what databases dislike',
      using(async (store) => {
        const odd = document(
          '1',
          1_700_000_000_000,
          'tab\t, é, 🜁, NUL \u0000 and half a pair \ud83d inside',
          {
            body: {
              zeta: 1,
              alpha: [1e21, 0.1, -5, null, true, '', { '': 'empty key', 'a.b': 1, $c: 2 }],
              nested: { text: '<script>"\'\\ \u0000 \u001b[31m', language: 'none such', half: '\udfff' },
            },
          },
        );
        await store.put('transcripts', odd);
        const back = await store.get('transcripts', '1');
        expect(back).toEqual(odd);
        expect(Object.keys(back?.body ?? {})).toEqual(['zeta', 'alpha', 'nested']);
      }),
    );

    it(
      'behavior: news is forgotten after 30 days of its own time, and nothing else is',
      using(async (store) => {
        const day = 86_400_000;
        // Of today: a server that forgets by the clock must not forget them first.
        const first = Date.now();
        for (const collection of ['news', 'evidence'] as const) {
          for (const days of [0, 1, 29, 31])
            await store.put(collection, document(`${days}`, first + days * day, 'x', { body: { days } }));
        }
        const kept = async (collection: 'news' | 'evidence') =>
          (await store.find(collection, {})).map(({ id }) => id);
        expect(await kept('news')).toEqual(['31', '29', '1']);
        expect(await kept('evidence')).toEqual(['31', '29', '1', '0']);
      }),
    );

    it(
      'behavior: takes a text of a megabyte and finds its beginning',
      using(async (store) => {
        const words = Array.from({ length: 160_000 }, (_, n) => `w${n}`).join(' ');
        await store.put('transcripts', document('1', 1, words));
        expect((await store.find('transcripts', { text: 'w17 w18' })).map(({ id }) => id)).toEqual(['1']);
        expect((await store.get('transcripts', '1'))?.text).toBe(words);
      }),
    );
  });
}
