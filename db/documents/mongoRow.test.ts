import { BSON } from 'mongodb';
import { expect, test } from 'vitest';
import { fromMongoRow, type MongoRow, toMongoRow } from './mongoRow.ts';

const document = (text: string, body: Record<string, unknown> = {}) => ({
  id: 'a',
  group: 'g',
  at: 5,
  text,
  body,
});
/** Through the driver's own encoding, as to a server and back. */
const sent = (row: MongoRow) => BSON.deserialize(BSON.serialize(row)) as MongoRow;

test.each([
  [
    'plain words',
    document('Bitcoin rises', { n: 1, list: [0.1, 1e21, -5, null, true, ''], nested: { a: 'b' } }),
  ],
  ['large numbers', document('n', { n: 9_007_199_254_740_991, at: 1_700_000_000_000, tiny: 5e-324 })],
  [
    'keys that databases dislike',
    document('k', { '': 1, 'a.b': 2, $c: 3, _id: 'x', language: 'xx', 10: 'ten' }),
  ],
  ['NUL', document('a\u0000b', { 'k\u0000': 'v\u0000' })],
  ['half a surrogate pair', document('a\ud800b', { half: '\udfff', '\ud83d': 1 })],
  ['half a pair in the body alone', document('plain', { half: '\udfff' })],
  ['words that look like one', document('\\ud800 and \\u0000')],
  ['a megabyte', document('w '.repeat(500_000))],
])('default: %s come back exactly', (_name, given) => {
  expect(fromMongoRow(sent(toMongoRow(given, undefined)))).toEqual(given);
});

test('behavior: the indexed text is bounded and well-formed, whatever the document holds', () => {
  const { text } = toMongoRow(document(`${'w'.repeat(200_000)}\ud800\u0000`), undefined);
  expect(text.length).toBeLessThanOrEqual(100_000);
  expect(text.isWellFormed()).toBe(true);
});

test('behavior: what is kept for a while says when the server may forget it', () => {
  expect(sent(toMongoRow(document('a'), 1_000)).expiresAt).toEqual(new Date(1_005));
  expect(toMongoRow(document('a'), undefined)).not.toHaveProperty('expiresAt');
});
