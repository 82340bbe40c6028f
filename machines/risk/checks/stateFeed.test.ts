import { expect, test } from 'vitest';
import { brief, testExit, testInput } from '../testInput.ts';
import { stateFeed } from './stateFeed.ts';

test('default', () => {
  expect(brief(stateFeed, testInput())).toBe('pass: live | live');
});

test('error: denied for entries and exits', () => {
  expect(brief(stateFeed, testInput({ state: { feedLive: false } }))).toBe('deny: not live | live');
  expect(brief(stateFeed, testExit({ state: { feedLive: false } }))).toBe('deny: not live | live');
});
