import { expect, test } from 'vitest';
import { mutations } from './mutations/mutations.ts';
import { runSimulate } from './testing/runSimulate.ts';

const seeds = 1000;

test('default', async () => {
  // Beyond the seeds that `npm test` runs.
  const flags = ['--seed', String(seeds + 1), '--seeds', String(2 * seeds), '--json'];
  const { code, lines, errors } = await runSimulate(...flags);
  process.stdout.write(`${lines.slice(-2).join('\n')}\n`);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ seeds: 2 * seeds, violations: [] });
});

test.each(mutations)('behavior: finds $name', async ({ name }) => {
  const flags = ['--seeds', String(seeds), '--mutate', name, '--no-trace', '--json'];
  const { code, lines } = await runSimulate(...flags);
  const { violations } = JSON.parse(lines.at(-1) ?? '');
  process.stdout.write(`${name}: ${violations[0]?.invariant} at seed ${violations[0]?.seed}\n`);
  expect(code).toBe(1);
});
