import { expect, test } from 'vitest';
import { makePlan } from './makePlan.ts';
import { runPlan } from './runPlan.ts';

const seeds = Array.from({ length: 12 }, (_, index) => 1 + index);
const steps = 50;
/** Other tests beside it may make it wait. */
const patienceMs = 240_000;

test(
  'default',
  async () => {
    const found = [];
    for (const seed of seeds) {
      const { violations, trace } = await runPlan(seed, makePlan(seed, steps));
      if (violations.length > 0) found.push({ seed, violations, trace });
    }
    expect(found).toEqual([]);
  },
  patienceMs,
);

test(
  'behavior: the same seed gives the same journal, another one another',
  async () => {
    const run = async (seed: number) => (await runPlan(seed, makePlan(seed, steps))).journalHash;
    const first = await run(3);
    expect(await run(3)).toBe(first);
    expect(await run(4)).not.toBe(first);
  },
  patienceMs,
);
