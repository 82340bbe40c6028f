import { expect, test } from 'vitest';
import { runSimulate } from './testing/runSimulate.ts';

const patienceMs = 240_000;

test('default', { timeout: patienceMs }, async () => {
  const { code, lines } = await runSimulate('--seeds', '2', '--steps', '20', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
    ...{ seeds: 2, steps: 42, violations: [] },
    journalHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('behavior: a known bug is found, with the shortest story of it', { timeout: patienceMs }, async () => {
  const flags = ['--seeds', '4', '--steps', '30', '--mutate', 'fillsIncrement', '--json'];
  const { code, lines } = await runSimulate(...flags);
  expect(code).toBe(1);
  const { violations } = JSON.parse(lines.at(-1) ?? '');
  expect(violations.length).toBeGreaterThan(0);
  const story = lines.join('\n');
  expect(story).toMatch(/shrunk to \d+ of \d+ steps/);
  expect(story).toContain(`VIOLATION ${violations[0].invariant}`);
});

test('behavior: names the bugs that it knows', { timeout: patienceMs }, async () => {
  const { code, lines } = await runSimulate('--list-mutations');
  expect(code).toBe(0);
  expect(lines.length).toBeGreaterThanOrEqual(12);
});

test('error: an unknown bug is the simulation’s own failure', { timeout: patienceMs }, async () => {
  const { code, errors } = await runSimulate('--seeds', '1', '--mutate', 'none');
  expect(code).toBe(3);
  expect(errors).toContain('There is no mutation none');
});
