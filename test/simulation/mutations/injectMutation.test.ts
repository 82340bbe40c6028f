import { expect, test } from 'vitest';
import { injectMutation, mutate } from './injectMutation.ts';
import { mutations } from './mutations.ts';

test.each(mutations)('default: $name still has its place in the program', (mutation) => {
  for (const source of mutate(mutation).values()) expect(source).not.toBe('');
});

test('error: an unknown mutation is refused', () => {
  expect(() => injectMutation('none')).toThrow('There is no mutation none');
});

test('error: a fragment that is not there is named', () => {
  const edits = [{ file: 'desk/submitOrder.ts', find: 'nowhere to be found', replace: '' }];
  expect(() => mutate({ name: 'lost', sentence: '', edits })).toThrow(
    'Mutation lost: desk/submitOrder.ts has its fragment 0 times instead of once',
  );
});
