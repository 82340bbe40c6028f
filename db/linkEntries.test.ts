import { expect, test } from 'vitest';
import { deskActor } from '../domain/actor.ts';
import { canonicalJson } from '../domain/hash.ts';
import { accountId } from '../domain/ids.ts';
import { hashOfEntry, linkPrinted, printFact } from './linkEntries.ts';

const start = { sequence: 7, hash: 'of the seventh' };
const fact = (subject: string, data: Record<string, unknown>) => ({
  ...{ account: accountId.parse('a'), type: 'order.created', subject, actor: deskActor, at: 5, data },
});

test('default', () => {
  const linked = linkPrinted(start, [fact('A', { b: 1, a: [2] }), fact('B', {})].map(printFact));
  expect(linked.map(({ entry: { sequence, previous } }) => [sequence, previous])).toEqual([
    [8, start.hash],
    [9, linked[0]?.entry.hash],
  ]);
});

test('behavior: whatever a fact holds, the hash and the texts are those of the entry as it is read back', () => {
  const odd = '"quoted" \\ \u0000\u001e\u2028 \ud800 😀';
  const data = {
    [odd]: odd,
    z: undefined,
    10: -0,
    9: Number.NaN,
    __proto__: { x: 1 },
    at: new Date(0),
    a: [{ b: 1, a: {} }],
  };
  for (const { entry, actor, data: text } of linkPrinted(
    start,
    [fact(odd, data), fact('', {})].map(printFact),
  )) {
    const readBack = JSON.parse(JSON.stringify(entry));
    expect(readBack).toStrictEqual(entry);
    expect(hashOfEntry(readBack)).toBe(entry.hash);
    expect([actor, text]).toEqual([canonicalJson(entry.actor), canonicalJson(entry.data)]);
  }
});

test('error: what is no fact is refused', () => {
  expect(() => printFact({ ...fact('A', {}), type: 'no type' })).toThrow();
  expect(() => printFact({ ...fact('A', {}), at: Number.NaN })).toThrow();
});
