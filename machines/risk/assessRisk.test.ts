import { expect, test } from 'vitest';
import { assessRisk } from './assessRisk.ts';
import { testAgent, testExit, testInput } from './testInput.ts';

test('default', () => {
  for (const input of [testInput(), testExit(), testAgent()]) {
    const verdict = assessRisk(input);
    expect(verdict.checks.filter((check) => check.outcome === 'deny')).toEqual([]);
    expect(verdict.allowed).toBe(true);
  }
});
