import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, hashOf, plainCopy } from './hash.ts';

/** The same by the engine's own means: a replacer that copies every object with its keys in order. */
function copiedInOrder(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

test('default', () => {
  expect(canonicalJson({ b: [1, { d: undefined, c: null }], a: 'x"y' })).toBe(
    '{"a":"x\\"y","b":[1,{"c":null}]}',
  );
  expect(hashOf({ b: 1, a: 2 })).toBe(hashOf({ a: 2, b: 1 }));
});

test('behavior: whole numbers come first, in their order, and what JSON cannot carry is left out', () => {
  expect(canonicalJson({ b: 1, 10: 'ten', 9: 'nine', a: undefined })).toBe('{"9":"nine","10":"ten","b":1}');
  expect(canonicalJson([undefined, () => 1, Number.NaN])).toBe('[null,null,null]');
  expect(canonicalJson({ at: new Date(0) })).toBe('{"at":"1970-01-01T00:00:00.000Z"}');
});

test('behavior: a copy is what comes back from JSON', () => {
  const odd = {
    b: undefined,
    a: [undefined, -0, Number.POSITIVE_INFINITY, { at: new Date(0), no: () => 1 }],
  };
  expect(plainCopy(odd)).toStrictEqual({ a: [null, 0, null, { at: '1970-01-01T00:00:00.000Z' }] });
  expect(plainCopy(Symbol('s'))).toBeUndefined();
});

test('behavior: any JSON gives the text that copying it in order gives', () => {
  const key = fc.oneof(
    fc.string(),
    fc.nat().map(String),
    fc.constantFrom('4294967294', '4294967295', '01', '-1', '__proto__'),
  );
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { depthSize: 'small' },
      fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constantFrom(null, undefined)),
      fc.array(tie('json')),
      fc.dictionary(key, tie('json')),
    ),
  }));
  fc.assert(
    fc.property(json, (value) => {
      if (value === undefined) return;
      expect(canonicalJson(value)).toBe(copiedInOrder(value));
      expect(plainCopy(value)).toStrictEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 500 },
  );
});
