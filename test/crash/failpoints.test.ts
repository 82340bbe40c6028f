import { expect, test } from 'vitest';
import { failpoints, fewFailpoints } from './failpoints/failpoints.ts';
import { runFailpoints } from './failpoints/runFailpoints.ts';

test('default', { timeout: 300_000 }, () => runFailpoints(fewFailpoints));

test('behavior: there are enough of them, each with a name of its own, and a few for every run', () => {
  const names = failpoints.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(40);
  expect(fewFailpoints).toHaveLength(5);
});
