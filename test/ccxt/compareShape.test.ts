import { expect, test } from 'vitest';
import { compareShape } from './compareShape.ts';

test('default: the same members of the same kinds; numbers in quotes are numbers, and more members do no harm', () => {
  const published = { id: '7', name: 'a', rows: [['1.5', true]], list: [{ at: 1 }] };
  expect(
    compareShape(published, { id: 8, name: 'b', rows: [['2', false]], list: [{ at: '2' }], more: 1 }),
  ).toBe(null);
});

test('error: what is missing or of another kind is named by its place', () => {
  for (const [published, ours, fault] of [
    [{ a: { b: 1 } }, { a: {} }, 'the answer.a has no b'],
    [{ a: 1 }, { a: 'x' }, 'the answer.a is a string and not a number'],
    [[{ a: 1 }], [], 'the answer is empty'],
    [[[1, 2]], [[1]], 'the answer[0] has 1 of 2 columns'],
    [[1], {}, 'the answer is no list'],
    [{ a: {} }, { a: 1 }, 'the answer.a is no object'],
  ] as const)
    expect(compareShape(published, ours)).toBe(fault);
});
